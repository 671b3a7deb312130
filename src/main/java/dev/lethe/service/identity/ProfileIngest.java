package dev.lethe.service.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes a chunk of items to the end: read, written, resolved. */
@ApplicationScoped
class ProfileIngest {
  private final ProfileIntake intake;
  private final SharedIntake shared;

  ProfileIngest(ProfileIntake intake, SharedIntake shared) {
    this.intake = intake;
    this.shared = shared;
  }

  /** An item as it arrived: a document, or the problem that kept it from being one. */
  sealed interface Arrived {
    record Document(JsonNode node) implements Arrived {}

    record Broken(ProblemException problem) implements Arrived {}
  }

  /**
   * What became of one item.
   *
   * @param unsettled true when there is more to weigh than one arrival may touch: the customer may
   *     change with the next settle pass
   */
  record ItemResult(
      int index,
      Outcome outcome,
      @Nullable String profile,
      @Nullable String customer,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean unsettled,
      @Nullable Problem problem) {}

  /** Counts of outcomes. */
  record Summary(int created, int updated, int unchanged, int rejected) {
    static Summary of(List<ItemResult> results) {
      var counts = new EnumMap<Outcome, Integer>(Outcome.class);
      results.forEach(result -> counts.merge(result.outcome(), 1, Integer::sum));
      return new Summary(
          counts.getOrDefault(Outcome.CREATED, 0),
          counts.getOrDefault(Outcome.UPDATED, 0),
          counts.getOrDefault(Outcome.UNCHANGED, 0),
          counts.getOrDefault(Outcome.REJECTED, 0));
    }

    Summary plus(Summary other) {
      return new Summary(
          created + other.created,
          updated + other.updated,
          unchanged + other.unchanged,
          rejected + other.rejected);
    }
  }

  /**
   * Takes a chunk.
   *
   * @param firstIndex how many items of the same call came before it; where there are any, it waits
   *     until there is room for it
   * @throws ProblemException {@code overloaded} where it is the first and there is none
   */
  List<ItemResult> ingest(int firstIndex, List<Arrived> arrived) {
    var results = new ItemResult[arrived.size()];
    var positions = new ArrayList<Integer>();
    var items = new ArrayList<IncomingProfile>();
    for (int i = 0; i < arrived.size(); i++) {
      try {
        items.add(item(arrived.get(i)));
        positions.add(i);
      } catch (ProblemException e) {
        results[i] = rejected(firstIndex + i, e);
      }
    }
    var taken = take(firstIndex == 0, items);
    for (int n = 0; n < taken.size(); n++) {
      int at = positions.get(n);
      results[at] = result(firstIndex + at, taken.get(n));
    }
    return List.of(results);
  }

  private List<ProfileIntake.Taken> take(boolean first, List<IncomingProfile> items) {
    if (items.size() > SharedIntake.MOST_SHARED) {
      return intake.take(items);
    }
    return first ? shared.take(items) : shared.takeMore(items);
  }

  private static IncomingProfile item(Arrived arrived) {
    return switch (arrived) {
      case Arrived.Document document -> ItemReader.item(document.node());
      case Arrived.Broken broken -> throw broken.problem();
    };
  }

  private static ItemResult result(int index, ProfileIntake.Taken taken) {
    return taken.problem() != null
        ? rejected(index, taken.problem())
        : new ItemResult(
            index,
            taken.outcome(),
            Objects.toString(taken.profile(), null),
            Objects.toString(taken.customer(), null),
            taken.unsettled() ? true : null,
            null);
  }

  private static ItemResult rejected(int index, ProblemException problem) {
    return new ItemResult(index, Outcome.REJECTED, null, null, null, problem.problem());
  }
}
