package dev.lethe.service.identity;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Constraints.Pair;
import dev.lethe.service.database.Sql;
import dev.lethe.service.identity.Decisions.Standing;
import dev.lethe.service.identity.Decisions.Verdict;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes people's decisions about who is who and acts on them at once. What is decided is committed
 * before anything is resolved, so that a crash in between loses nothing: the profiles wait for
 * their resolution like any others.
 */
@ApplicationScoped
class DecisionService {
  private final IdentityDatabase database;
  private final ProfileStore profiles;
  private final ProfileResolver resolver;
  private final Reasons reasons;
  private final AuditService audit;
  private final SecureRandom random;
  private final InstantSource clock;

  DecisionService(
      IdentityDatabase database,
      ProfileStore profiles,
      ProfileResolver resolver,
      Reasons reasons,
      AuditService audit,
      SecureRandom random,
      InstantSource clock) {
    this.database = database;
    this.profiles = profiles;
    this.resolver = resolver;
    this.reasons = reasons;
    this.audit = audit;
    this.random = random;
    this.clock = clock;
  }

  /**
   * What somebody decided.
   *
   * @param origin how it came about: pair, merge, split, review
   * @param review the case that it closes
   */
  record Order(
      Verdict verdict,
      String origin,
      Collection<Pair> pairs,
      String reason,
      String by,
      @Nullable UUID review) {}

  /** A decision and the customers that its profiles have now. */
  record Outcome(UUID decision, Verdict verdict, List<CustomerId> customers) {}

  /** Decides and resolves; a decision that stands already is not made twice. */
  Outcome decide(Order order) {
    var concerned = concerned(order.pairs());
    var known = profiles.load(concerned);
    if (known.size() != concerned.size()) {
      throw new ProblemException(ProblemType.NOT_FOUND, "One of the profiles does not exist.");
    }
    var key = known.getFirst().key();
    var sealed = reasons.seal(key, order.reason());
    var id = inTransaction(() -> database.with(sql -> write(sql, order, key, sealed)));
    resolver.resolve(concerned);
    return new Outcome(id, order.verdict(), customers(concerned));
  }

  /** The id of the new decision, or of the first that says the same already. */
  private UUID write(Sql sql, Order order, KeyId key, byte[] reason) throws SQLException {
    var store = new DecisionStore(sql);
    store.lock();
    var id = Ids.fresh(random);
    var book = new DecisionBook(Decisions.around(sql, concerned(order.pairs())));
    var fresh = new ArrayList<Pair>();
    var answer = id;
    for (var pair : order.pairs()) {
      var before = book.saying(order.verdict(), pair);
      if (before.isEmpty()) {
        book.against(order.verdict(), pair).ifPresent(DecisionService::refuse);
        book.add(new Standing(id, order.verdict(), pair));
        fresh.add(pair);
      } else if (fresh.isEmpty()) {
        answer = before.get().decision();
      }
    }
    if (!fresh.isEmpty()) {
      answer = id;
      store.insert(
          new DecisionStore.Row(
              id,
              0,
              order.verdict(),
              order.origin(),
              key,
              reason,
              order.by(),
              clock.instant(),
              null,
              null,
              null,
              fresh));
      log("identity.decided", order, id, fresh);
      wait(sql, concerned(fresh));
    }
    if (order.review() != null) {
      ReviewStore.decided(
          sql, order.review(), order.verdict().word(), answer, order.by(), clock.instant());
    }
    return answer;
  }

  private static void refuse(Standing blocking) {
    var pair = blocking.pair();
    var says = blocking.verdict() == Verdict.SAME ? "one person" : "two people";
    throw new ProblemException(
        ProblemType.CONTRADICTION,
        "Decision %s says that %s and %s are %s. Undo it first."
            .formatted(Ids.text(Ids.DECISION, blocking.decision()), pair.a(), pair.b(), says),
        Map.of("decision", Ids.text(Ids.DECISION, blocking.decision())));
  }

  /** Takes a decision back; taken back already, nothing happens. */
  Outcome undo(UUID id, String reason, String by) {
    var row =
        inTransaction(() -> database.with(sql -> new DecisionStore(sql).find(id)))
            .orElseThrow(
                () -> new ProblemException(ProblemType.NOT_FOUND, "There is no such decision."));
    var concerned = concerned(row.pairs());
    if (row.undoneAt() == null) {
      var sealed = concerned.isEmpty() ? new byte[0] : reasons.seal(row.reasonKey(), reason);
      inTransaction(() -> database.with(sql -> takeBack(sql, row, sealed, by)));
      resolver.resolve(concerned);
    }
    return new Outcome(id, row.verdict(), customers(concerned));
  }

  private int takeBack(Sql sql, DecisionStore.Row row, byte[] reason, String by)
      throws SQLException {
    var store = new DecisionStore(sql);
    store.lock();
    if (!store.undo(row.id(), by, clock.instant(), reason)) {
      return 0;
    }
    audit.append(
        new AuditEvent(
            "identity.decision_undone",
            by,
            Map.of("decision", Ids.text(Ids.DECISION, row.id()), "pairs", row.pairs().size())));
    return wait(sql, concerned(row.pairs()));
  }

  private void log(String type, Order order, UUID id, List<Pair> pairs) {
    audit.append(
        new AuditEvent(
            type,
            order.by(),
            Map.of(
                "decision", Ids.text(Ids.DECISION, id),
                "verdict", order.verdict().word(),
                "origin", order.origin(),
                "profiles", concerned(pairs).stream().map(ProfileId::toString).toList())));
  }

  private static int wait(Sql sql, Collection<ProfileId> profiles) throws SQLException {
    return sql.update(
        "update profile set resolved = false where id = any(?)",
        sql.uuids(profiles.stream().map(ProfileId::value).toList()));
  }

  private List<CustomerId> customers(Collection<ProfileId> concerned) {
    return profiles.load(concerned).stream()
        .map(StoredProfile::customer)
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }

  private static Set<ProfileId> concerned(Collection<Pair> pairs) {
    var concerned = new LinkedHashSet<ProfileId>();
    for (var pair : pairs) {
      concerned.add(pair.a());
      concerned.add(pair.b());
    }
    return concerned;
  }

  private static <T> T inTransaction(Supplier<T> work) {
    return QuarkusTransaction.requiringNew().call(work::get);
  }
}
