package dev.lethe.service.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.cryptovault.proof.ReceiptVerifier;
import dev.lethe.cryptovault.proof.Verdict;
import dev.lethe.service.fanout.BatchStore.Claim;
import dev.lethe.service.fanout.CrashingHandler.Death;
import dev.lethe.service.fanout.CrashingHandler.Point;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.proof.LogEntry;
import dev.lethe.service.proof.ReceiptService;
import dev.lethe.service.request.People;
import dev.lethe.service.request.RequestClient;
import dev.lethe.service.testing.LetheTest;
import io.quarkus.arc.All;
import io.quarkus.test.common.WithTestResource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process dies at every boundary of every stage; what was begun ends, and nothing happens
 * twice.
 */
@LetheTest
@WithTestResource(IdleEngineSettings.class)
class CrashTest {
  private static final Set<Stage> ACCESS = EnumSet.of(Stage.EXPORT, Stage.PACKAGE);
  private static final Set<Stage> WITHDRAWAL = EnumSet.of(Stage.UNDO);
  private static final Set<Stage> ERASURE =
      EnumSet.complementOf(EnumSet.of(Stage.EXPORT, Stage.PACKAGE, Stage.UNDO));

  private final BatchStore batches;
  private final TaskStore tasks;
  private final ExecutionStore executions;
  private final StepStore steps;
  private final Progress progress;
  private final FanoutConfig config;
  private final MemoryTargets targets;
  private final AuditService audit;
  private final ReceiptService receipts;
  private final List<StageHandler> handlers;
  private Duration late = Duration.ZERO;
  private People.Person person = People.nobody();

  CrashTest(
      BatchStore batches,
      TaskStore tasks,
      ExecutionStore executions,
      StepStore steps,
      Progress progress,
      FanoutConfig config,
      MemoryTargets targets,
      AuditService audit,
      ReceiptService receipts,
      @All List<StageHandler> handlers) {
    this.batches = batches;
    this.tasks = tasks;
    this.executions = executions;
    this.steps = steps;
    this.progress = progress;
    this.config = config;
    this.targets = targets;
    this.audit = audit;
    this.receipts = receipts;
    this.handlers = handlers;
  }

  static Stream<Arguments> boundaries() {
    return Stream.of(Stage.values())
        .flatMap(stage -> Stream.of(Point.values()).map(point -> Arguments.of(stage, point)));
  }

  @BeforeEach
  void onePersonInThreeTargets() throws Exception {
    RequestClient.loadCatalog();
    targets.clear();
    late = Duration.ZERO;
    person = People.withTwoRecords();
    for (String profile : person.profiles()) {
      targets.add("mem-lake", "events", profile, Map.of("sku", "hat"));
      targets.add("mem-features", "stats", profile, Map.of());
    }
  }

  @ParameterizedTest
  @MethodSource("boundaries")
  void deathAtAnyBoundaryLosesAndDoublesNothing(Stage stage, Point point) {
    boolean access = ACCESS.contains(stage);
    String id = RequestClient.planned(access ? "access" : "delete", person.email());
    RequestClient.approve(id).then().statusCode(200);
    if (WITHDRAWAL.contains(stage)) {
      withdrawAfterFreeze(id);
    }
    assertThat(runToTheEnd(stage, point)).as("died once").isTrue();

    Map<String, Long> events = events(id);
    assertThat(events.values()).as("every event once: %s", events).containsOnly(1L);
    if (WITHDRAWAL.contains(stage)) {
      assertThat(RequestClient.state(id)).isEqualTo("WITHDRAWN");
      assertThat(targets.count("mem-lake", "events")).isEqualTo(2);
    } else {
      assertThat(RequestClient.state(id)).isEqualTo("COMPLETED");
      assertThat(targets.count("mem-lake", "events")).isEqualTo(access ? 2 : 0);
      assertReceiptHolds(id);
    }
    if (ERASURE.contains(stage)) {
      for (String asset : List.of("mem-lake/events", "mem-features/stats", "mem-models/churn")) {
        assertThat(targets.effects(asset)).as(asset).isEqualTo(1);
      }
    }
  }

  @Test
  void workerThatWakesUpTooLateChangesNothing() throws Exception {
    String id = RequestClient.planned("delete", person.email());
    RequestClient.approve(id).then().statusCode(200);
    Engine first = engine(handlers);
    Claim slept = first.claim("slept").orElseThrow();
    late = late.plus(config.lease()).plusSeconds(1);
    Claim taken = first.claim("taken").orElseThrow();
    assertThat(taken.batch()).isEqualTo(slept.batch());
    assertThat(taken.attempt()).isEqualTo(2);
    first.run(taken);
    first.run(slept);
    drain(first);
    assertThat(RequestClient.state(id)).isEqualTo("COMPLETED");
    assertThat(events(id).values()).containsOnly(1L);
  }

  @Test
  void manyPeopleShareOneBatchForEachAsset() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      People.Person other = People.withTwoRecords();
      other.profiles().forEach(p -> targets.add("mem-lake", "events", p, Map.of("sku", "s")));
      ids.add(RequestClient.planned("delete", other.email()));
    }
    ids.forEach(id -> RequestClient.approve(id).then().statusCode(200));
    drain(engine(handlers));
    ids.forEach(id -> assertThat(RequestClient.state(id)).isEqualTo("COMPLETED"));
    assertThat(targets.effects("mem-lake/events")).isEqualTo(1);
    ids.forEach(this::assertReceiptHolds);
  }

  private void withdrawAfterFreeze(String id) {
    Engine engine = engine(handlers);
    engine.run(engine.claim(UUID.randomUUID().toString()).orElseThrow());
    assertThat(RequestClient.state(id)).isEqualTo("FROZEN");
    RequestClient.post(
            dev.lethe.service.testing.SignIn.officer(),
            "/" + id + "/withdrawal",
            Map.of("reason", "changed my mind"))
        .then()
        .statusCode(200);
  }

  private boolean runToTheEnd(Stage stage, Point point) {
    List<CrashingHandler> crashing =
        handlers.stream().map(handler -> new CrashingHandler(handler, stage, point)).toList();
    try {
      drain(engine(List.copyOf(crashing)));
    } catch (Death death) {
      late = late.plus(config.lease()).plusSeconds(1);
      drain(engine(handlers));
    }
    return crashing.stream().anyMatch(CrashingHandler::crashed);
  }

  private void drain(Engine engine) {
    for (int idle = 0; idle < 3; ) {
      Optional<Claim> claim = engine.claim(UUID.randomUUID().toString());
      if (claim.isPresent()) {
        engine.run(claim.get());
        idle = 0;
      } else {
        late = late.plusSeconds(1);
        idle++;
      }
    }
  }

  private Engine engine(List<StageHandler> with) {
    InstantSource clock = () -> Instant.now().plus(late);
    return new Engine(batches, tasks, executions, steps, progress, config, clock, with);
  }

  private Map<String, Long> events(String id) {
    return audit.history(id, 0, 500).stream()
        .collect(Collectors.groupingBy(CrashTest::what, Collectors.counting()));
  }

  private static String what(LogEntry entry) {
    Map<String, ?> facts = entry.body().members();
    return facts.containsKey("step") ? entry.type() + " " + facts.get("step") : entry.type();
  }

  private void assertReceiptHolds(String id) {
    String receipt = receipts.find(id).orElseThrow();
    Verdict verdict = new ReceiptVerifier(receipts.publicKey()).check(receipt);
    assertThat(verdict.valid()).as(verdict.findings().toString()).isTrue();
  }
}
