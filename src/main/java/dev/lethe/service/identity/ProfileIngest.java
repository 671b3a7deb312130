package dev.lethe.service.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a chunk of items to the end: read, written, resolved. */
@ApplicationScoped
class ProfileIngest {
  private final ProfileIntake intake;
  private final ProfileResolver resolver;
  private final ProfileStore profiles;

  ProfileIngest(ProfileIntake intake, ProfileResolver resolver, ProfileStore profiles) {
    this.intake = intake;
    this.resolver = resolver;
    this.profiles = profiles;
  }

  /** An item as it arrived: a document, or the problem that kept it from being one. */
  sealed interface Arrived {
    record Document(JsonNode node) implements Arrived {}

    record Broken(ProblemException problem) implements Arrived {}
  }

  /** What became of one item. */
  record ItemResult(
      int index,
      Outcome outcome,
      @Nullable String profile,
      @Nullable String customer,
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
    var taken = intake.take(items);
    var customers = settled(taken);
    for (int n = 0; n < taken.size(); n++) {
      int at = positions.get(n);
      results[at] = result(firstIndex + at, taken.get(n), customers);
    }
    return List.of(results);
  }

  private static IncomingProfile item(Arrived arrived) {
    return switch (arrived) {
      case Arrived.Document document -> ItemReader.item(document.node());
      case Arrived.Broken broken -> throw broken.problem();
    };
  }

  private Map<ProfileId, String> settled(List<ProfileIntake.Taken> taken) {
    var changed = new HashSet<ProfileId>();
    var all = new HashSet<ProfileId>();
    for (var one : taken) {
      if (one.profile() != null) {
        all.add(one.profile());
        if (one.outcome() != Outcome.UNCHANGED) {
          changed.add(one.profile());
        }
      }
    }
    if (!changed.isEmpty()) {
      resolver.resolve(changed);
    }
    var customers = new HashMap<ProfileId, String>();
    for (var profile : profiles.load(all)) {
      if (profile.customer() != null) {
        customers.put(profile.id(), profile.customer().toString());
      }
    }
    return customers;
  }

  private static ItemResult result(
      int index, ProfileIntake.Taken taken, Map<ProfileId, String> customers) {
    if (taken.problem() != null) {
      return rejected(index, taken.problem());
    }
    var profile = taken.profile();
    return new ItemResult(
        index,
        taken.outcome(),
        profile == null ? null : profile.toString(),
        profile == null ? null : customers.get(profile),
        null);
  }

  private static ItemResult rejected(int index, ProblemException problem) {
    return new ItemResult(index, Outcome.REJECTED, null, null, problem.problem());
  }
}
