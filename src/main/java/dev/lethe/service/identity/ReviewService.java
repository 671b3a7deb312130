package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.identity.DecisionViews.Decided;
import dev.lethe.service.identity.Decisions.Verdict;
import dev.lethe.service.identity.ReviewResource.ReviewView;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists review cases and closes them by what a person decides. */
@ApplicationScoped
class ReviewService {
  private final IdentityDatabase database;
  private final ProfileStore profiles;
  private final DecisionService decisions;
  private final Reasons reasons;
  private final AuditService audit;
  private final InstantSource clock;

  ReviewService(
      IdentityDatabase database,
      ProfileStore profiles,
      DecisionService decisions,
      Reasons reasons,
      AuditService audit,
      InstantSource clock) {
    this.database = database;
    this.profiles = profiles;
    this.decisions = decisions;
    this.reasons = reasons;
    this.audit = audit;
    this.clock = clock;
  }

  List<ReviewStore.Row> page(String state, @Nullable String kind, long after, int limit) {
    return database.with(sql -> ReviewStore.page(sql, state, kind, after, limit));
  }

  ReviewStore.Row find(UUID id) {
    return database
        .with(sql -> ReviewStore.find(sql, id))
        .orElseThrow(
            () -> new ProblemException(ProblemType.NOT_FOUND, "There is no such review case."));
  }

  private ReviewStore.Row open(UUID id) {
    var row = find(id);
    if (!row.state().equals("open")) {
      throw new ProblemException(
          ProblemType.CONFLICT, "The case is closed already: " + row.state() + ".");
    }
    return row;
  }

  /** Decides that both sides are one person, or two. */
  Decided decide(UUID id, Verdict verdict, String reason, String by) {
    var row = open(id);
    if (row.right().isEmpty() && row.kind().equals("erasure")) {
      return close(row, verdict.word(), reason, by);
    }
    if (row.right().isEmpty()) {
      throw ProblemException.invalidField(
          "verdict", "A large customer has no sides: split it, or dismiss the case.");
    }
    var existing = existing(List.of(row));
    var left = row.left().stream().filter(existing::contains).toList();
    var right = row.right().stream().filter(existing::contains).toList();
    if (left.isEmpty() || right.isEmpty()) {
      throw new ProblemException(ProblemType.CONFLICT, "One side does not exist any more.");
    }
    var pairs =
        verdict == Verdict.SAME
            ? DecidedPairs.joining(left, right)
            : DecidedPairs.parting(left, right);
    return Decided.of(
        decisions.decide(new DecisionService.Order(verdict, "review", pairs, reason, by, id)));
  }

  /** Closes a case for good. */
  Decided dismiss(UUID id, String reason, String by) {
    return close(open(id), "dismiss", reason, by);
  }

  /** Closes a case by a verdict that needs no decision about a pair. */
  private Decided close(ReviewStore.Row row, String verdict, String reason, String by) {
    var id = row.id();
    var concerned = profiles.load(row.left());
    if (concerned.isEmpty()) {
      throw new ProblemException(ProblemType.CONFLICT, "One side does not exist any more.");
    }
    var key = concerned.getFirst().key();
    var sealed = reasons.seal(key, reason);
    QuarkusTransaction.requiringNew()
        .run(() -> {
          database.with(sql -> {
            ReviewStore.decided(sql, id, verdict, null, by, clock.instant());
            ReviewStore.explain(sql, id, key, sealed);
            return true;
          });
          audit.append(
              new AuditEvent(
                  "identity.review_closed",
                  by,
                  row.request(),
                  Map.of(
                      "review", Ids.text(Ids.REVIEW, id),
                      "kind", row.kind(),
                      "verdict", verdict)));
        });
    var customers =
        concerned.stream()
            .flatMap(profile -> java.util.stream.Stream.ofNullable(profile.customer()))
            .distinct()
            .map(CustomerId::toString)
            .toList();
    return new Decided(Ids.text(Ids.REVIEW, id), verdict, customers);
  }

  /** Cases as they are shown. */
  List<ReviewView> views(List<ReviewStore.Row> rows) {
    var existing = existing(rows);
    return rows.stream().map(row -> view(row, existing)).toList();
  }

  private Set<ProfileId> existing(List<ReviewStore.Row> rows) {
    var all = new HashSet<ProfileId>();
    rows.forEach(row -> {
      all.addAll(row.left());
      all.addAll(row.right());
    });
    var existing = new HashSet<ProfileId>();
    profiles.load(all).forEach(profile -> existing.add(profile.id()));
    return existing;
  }

  private @Nullable String reason(ReviewStore.Row row) {
    var key = row.reasonKey();
    var sealed = row.reason();
    return key == null || sealed == null
        ? null
        : reasons.open(List.of(key), List.of(sealed)).getFirst().orElse(null);
  }

  private ReviewView view(ReviewStore.Row row, Set<ProfileId> existing) {
    var decision = row.decision();
    return new ReviewView(
        Ids.text(Ids.REVIEW, row.id()),
        row.kind(),
        sentence(row),
        ReviewResource.texts(row.left().stream().filter(existing::contains).toList()),
        ReviewResource.texts(row.right().stream().filter(existing::contains).toList()),
        CustomerShow.rounded(row.link()),
        row.request(),
        row.state(),
        row.verdict(),
        decision == null ? null : Ids.text(Ids.DECISION, decision),
        row.openedAt(),
        row.closedAt(),
        row.closedBy(),
        reason(row));
  }

  private static String sentence(ReviewStore.Row row) {
    var bits = String.format(Locale.ROOT, "%.1f bits", row.link());
    return switch (row.kind()) {
      case "near" -> "Left apart, but little was missing: " + bits + ".";
      case "blocked" ->
          "Left apart because a source has each person once, against " + bits + " of evidence.";
      case "weak_joint" -> "Made one customer although only " + bits + " spoke for it.";
      case "large" -> "One customer of " + row.left().size() + " profiles: is that one person?";
      default ->
          "Is the second profile the requester's? The proven data ties it with " + bits + ".";
    };
  }
}
