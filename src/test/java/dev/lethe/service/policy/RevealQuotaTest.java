package dev.lethe.service.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.policy.RevealUse.Demand;
import dev.lethe.service.policy.TokenPolicy.Allowance;
import dev.lethe.service.policy.TokenPolicy.Anomaly;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@LetheTest
class RevealQuotaTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Anomaly CALM = new Anomaly(5, 20);
  private static final String RULE = "rule";

  private final PolicyDatabase database;
  private final AuditService audit;
  private final AgroalDataSource lethe;
  private final SecureRandom random = new SecureRandom();
  private final Random keys = new Random(99);
  private final String caller = "caller-" + UUID.randomUUID();
  private Instant now = NOON;

  RevealQuotaTest(PolicyDatabase database, AuditService audit, AgroalDataSource lethe) {
    this.database = database;
    this.audit = audit;
    this.lethe = lethe;
  }

  /** A node of its own, whose clock the test sets. */
  private RevealQuota node() {
    InstantSource clock = () -> now;
    var uses = new RevealUseStore(random);
    return new RevealQuota(
        database, uses, new RevealStops(database, uses, audit, random, clock), clock);
  }

  @Test
  void manyThreadsOnTwoNodesNeverTakeMoreThanTheDayAllows() throws Exception {
    var nodes = List.of(node(), node());
    var person = people(1);
    var allowance = new Allowance(1_000_000, 503, 10);
    try (var threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> taken =
          IntStream.range(0, 8)
              .mapToObj(t ->
                  threads.submit(() -> {
                    int sum = 0;
                    for (int i = 0; i < 40; i++) {
                      int values = 1 + (t + i) % 7;
                      var demand = demand(allowance, repeated(person.getFirst(), values));
                      sum += take(nodes.get(t % 2), demand).isEmpty() ? values : 0;
                    }
                    return sum;
                  }))
              .toList();
      int sum = 0;
      for (var part : taken) {
        sum += part.get();
      }
      // More was asked for than the day has, and single values fill the last gap.
      assertThat(sum).isEqualTo(503);
    }
    assertThat(number("select taken from reveal_use where caller = ?")).isEqualTo(503);
  }

  @Test
  void aMinutesValuesRunOutAndComeBackEvenly() {
    var node = node();
    var allowance = new Allowance(60, 1_000, 10);
    var person = people(1);
    assertThat(take(node, demand(allowance, repeated(person.getFirst(), 60)))).isEmpty();
    var refused = take(node, demand(allowance, repeated(person.getFirst(), 10))).orElseThrow();
    assertThat(refused.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
    assertThat(refused.problem().extensions()).containsEntry("retry_after", 10L);
    now = now.plusSeconds(10);
    assertThat(take(node, demand(allowance, repeated(person.getFirst(), 10)))).isEmpty();
    assertThat(take(node, demand(allowance, person))).isPresent();
    now = now.minusSeconds(3_600);
    assertThat(take(node, demand(allowance, person))).as("a clock that was set back").isPresent();
  }

  @Test
  void aDaysValuesAreRefusedUntilMidnight() {
    var node = node();
    var allowance = new Allowance(1_000, 10, 10);
    var person = people(1);
    assertThat(take(node, demand(allowance, repeated(person.getFirst(), 10)))).isEmpty();
    var refused = take(node, demand(allowance, person)).orElseThrow();
    assertThat(refused.problem().extensions())
        .containsEntry("values_per_day", 10L)
        .containsEntry("retry_after", Duration.ofHours(12).toSeconds() + 1);
    now = now.plus(Duration.ofHours(12));
    assertThat(take(node, demand(allowance, person))).isEmpty();
  }

  @Test
  void aCallThatCouldNeverFitIsToldSo() {
    var refused =
        take(node(), demand(new Allowance(5, 100, 10), repeated(people(1).getFirst(), 6)))
            .orElseThrow();
    assertThat(refused.problem().extensions())
        .containsEntry("max_values", 5L)
        .doesNotContainKey("retry_after");
  }

  @Test
  void ofTwoRulesNothingIsTakenWhenOneRefuses() throws SQLException {
    var person = people(1);
    var wide = new Demand("a_wide", new Allowance(100, 100, 10), person);
    var spent = new Demand("b_spent", new Allowance(1, 1, 10), person);
    var node = node();
    assertThat(in(() -> node.take(caller, List.of(spent), CALM))).isEmpty();
    assertThat(in(() -> node.take(caller, List.of(spent, wide), CALM))).isPresent();
    assertThat(number("select taken from reveal_use where ground = 'a_wide' and caller = ?"))
        .isZero();
  }

  @Test
  void whoAsksForTooManyPeopleIsStoppedUntilASecondPersonLiftsIt() throws SQLException {
    var node = node();
    var allowance = new Allowance(10_000, 100_000, 50);
    assertThat(take(node, demand(allowance, people(40)))).isEmpty();
    assertThat(take(node, demand(allowance, people(40))).orElseThrow().type())
        .isEqualTo(ProblemType.REVEALS_STOPPED);
    assertThat(take(node(), demand(allowance, people(1))).orElseThrow().type())
        .as("on another node, and for one person only")
        .isEqualTo(ProblemType.REVEALS_STOPPED);
    now = now.plus(Duration.ofDays(3));
    assertThat(take(node, demand(allowance, people(1)))).as("days later").isPresent();
    var uses = new RevealUseStore(random);
    var stops = new RevealStops(database, uses, audit, random, () -> now);
    var id = stop();
    assertThat(problem(() -> in(() -> stops.lift(id, caller, "x"))))
        .isEqualTo(ProblemType.FOUR_EYES);
    in(() -> stops.lift(id, "second", "ticket 7"));
    assertThat(problem(() -> in(() -> stops.lift(id, "third", "x"))))
        .isEqualTo(ProblemType.WRONG_STATE);
    assertThat(take(node, demand(allowance, people(40)))).isEmpty();
    assertThat(number("select count(*) from reveal_stop where caller = ?")).isEqualTo(1);
  }

  @Test
  void aStopThatIsLiftedTheSameDayLetsAsManyPeopleBeSeenAgain() throws SQLException {
    var node = node();
    var allowance = new Allowance(10_000, 100_000, 50);
    take(node, demand(allowance, people(40)));
    take(node, demand(allowance, people(40)));
    var stops = new RevealStops(database, new RevealUseStore(random), audit, random, () -> now);
    in(() -> stops.lift(stop(), "second", "ticket 7"));
    assertThat(take(node, demand(allowance, people(40)))).isEmpty();
    assertThat(take(node, demand(allowance, people(40)))).isPresent();
    assertThat(number("select people from reveal_use where caller = ?")).isBetween(78L, 82L);
  }

  @Test
  void aDayManyTimesTheUsualOneIsStoppedThoughTheLimitIsFarAway() throws SQLException {
    var node = node();
    var allowance = new Allowance(10_000, 100_000, 10_000);
    for (int day = 0; day < 5; day++) {
      assertThat(take(node, demand(allowance, people(20)))).isEmpty();
      now = now.plus(Duration.ofDays(1));
    }
    assertThat(take(node, demand(allowance, people(90)))).as("below five times 20").isEmpty();
    assertThat(take(node, demand(allowance, people(20)))).isPresent();
    assertThat(number("select count(*) from reveal_stop where why = 'unusual' and caller = ?"))
        .isEqualTo(1);
  }

  @Test
  void fewDaysAreNoHistoryAndFewPeopleAreNeverUnusual() {
    var node = node();
    var allowance = new Allowance(10_000, 100_000, 10_000);
    for (int day = 0; day < 4; day++) {
      assertThat(take(node, demand(allowance, people(1)))).isEmpty();
      now = now.plus(Duration.ofDays(1));
    }
    assertThat(take(node, demand(allowance, people(300)))).as("after four days").isEmpty();
    now = now.plus(Duration.ofDays(1));
    assertThat(take(node, demand(allowance, people(17)))).as("fewer than 20 people").isEmpty();
    assertThat(take(node, demand(allowance, people(17)))).isPresent();
  }

  @Test
  void whatIsPastTellsNoPeopleAndGoesAfterAMonth() throws SQLException {
    var node = node();
    var allowance = new Allowance(10_000, 100_000, 10_000);
    take(node, demand(allowance, people(10)));
    now = now.plus(Duration.ofDays(1));
    take(node, demand(allowance, people(10)));
    assertThat(number("select count(*) from reveal_use where people_bits = '' and caller = ?"))
        .isEqualTo(1);
    now = now.plus(Duration.ofDays(28));
    take(node, demand(allowance, people(10)));
    assertThat(number("select count(*) from reveal_use where caller = ?")).isEqualTo(2);
  }

  private Optional<ProblemException> take(RevealQuota node, Demand demand) {
    return in(() -> node.take(caller, List.of(demand), CALM));
  }

  private static <T> T in(java.util.concurrent.Callable<T> work) {
    return QuarkusTransaction.requiringNew().call(work);
  }

  private static ProblemType problem(Runnable work) {
    try {
      work.run();
    } catch (ProblemException e) {
      return e.type();
    }
    throw new AssertionError("nothing was refused");
  }

  private static Demand demand(Allowance allowance, List<KeyId> keys) {
    return new Demand(RULE, allowance, keys);
  }

  private List<KeyId> people(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new KeyId(new UUID(keys.nextLong(), keys.nextLong())))
        .toList();
  }

  private static List<KeyId> repeated(KeyId key, int times) {
    return java.util.Collections.nCopies(times, key);
  }

  private UUID stop() {
    return database
        .with(sql ->
            sql.query(
                "select id from reveal_stop where caller = ? and lifted_by is null",
                row -> row.getObject(1, UUID.class),
                caller))
        .getFirst();
  }

  private long number(String query) throws SQLException {
    try (var c = lethe.getConnection();
        var s = c.prepareStatement(query)) {
      s.setString(1, caller);
      try (var rows = s.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
