package dev.lethe.service.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.identity.ProfileIntake.Taken;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedIntakeTest {
  private static final ObjectNode NOTHING = new ObjectMapper().createObjectNode();

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentLinkedQueue<Integer> sizes = new ConcurrentLinkedQueue<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch open = new CountDownLatch(1);

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  @Test
  void callsThatComeWhileWritersAreBusyAreTakenTogetherAndEachGetsItsOwnOutcome() throws Exception {
    var shared = shared(SharedIntakeTest::outcomes);
    var calls = calls(shared, 40);
    open.countDown();
    for (int i = 0; i < calls.size(); i++) {
      assertThat(calls.get(i).get()).singleElement().isEqualTo(outcome("key-" + i));
    }
    assertThat(sizes).hasSizeLessThan(20);
    assertThat(sizes.stream().mapToInt(size -> size).sum()).isEqualTo(40);
    shared.stop(new ShutdownEvent());
  }

  @Test
  void aCallThatFailsTakesNobodyWithIt() throws Exception {
    var shared =
        shared(items -> {
          if (items.stream().anyMatch(item -> item.sourceKey().equals("key-7"))) {
            throw new IllegalStateException("seven");
          }
          return outcomes(items);
        });
    var calls = calls(shared, 40);
    open.countDown();
    for (int i = 0; i < calls.size(); i++) {
      if (i == 7) {
        assertThatThrownBy(calls.get(i)::get).hasRootCauseMessage("seven");
      } else {
        assertThat(calls.get(i).get()).singleElement().isEqualTo(outcome("key-" + i));
      }
    }
    shared.stop(new ShutdownEvent());
  }

  @Test
  void nobodyWaitsForAServiceThatStops() {
    var shared = new SharedIntake(SharedIntakeTest::outcomes, 1);
    shared.stop(new ShutdownEvent());
    assertThatThrownBy(() -> shared.take(List.of(item("late"))))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void whereAsManyWaitAsMayACallIsRefusedAndWhatHasBegunWaitsForRoom() throws Exception {
    var shared = new SharedIntake(SharedIntakeTest::outcomes, 2);
    var first = callers.submit(() -> shared.take(List.of(item("first"))));
    var second = callers.submit(() -> shared.takeMore(List.of(item("second"))));
    while (shared.waiting() < 2) {
      Thread.sleep(1);
    }
    assertThatThrownBy(() -> shared.take(List.of(item("refused"))))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refusal -> {
              assertThat(refusal.type()).isEqualTo(ProblemType.OVERLOADED);
              assertThat(refusal.problem().extensions())
                  .containsEntry(ProblemException.RETRY_AFTER, 1L);
            });
    var more = callers.submit(() -> shared.takeMore(List.of(item("more"))));
    shared.start(new StartupEvent());
    assertThat(first.get()).containsExactly(outcome("first"));
    assertThat(second.get()).containsExactly(outcome("second"));
    assertThat(more.get()).containsExactly(outcome("more"));
    shared.stop(new ShutdownEvent());
  }

  @Test
  void whoWaitsForRoomIsToldThatTheServiceStops() throws Exception {
    var shared = new SharedIntake(SharedIntakeTest::outcomes, 1);
    var calls = new ArrayList<Future<List<Taken>>>();
    for (int i = 0; i < 5; i++) {
      var item = item("key-" + i);
      calls.add(callers.submit(() -> shared.takeMore(List.of(item))));
    }
    while (shared.waiting() < 1) {
      Thread.sleep(1);
    }
    shared.stop(new ShutdownEvent());
    for (var call : calls) {
      assertThatThrownBy(call::get)
          .cause()
          .isInstanceOfSatisfying(
              ProblemException.class,
              refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.UNAVAILABLE));
    }
  }

  private SharedIntake shared(Function<List<IncomingProfile>, List<Taken>> intake) {
    var shared =
        new SharedIntake(
            items -> {
              await();
              sizes.add(items.size());
              return intake.apply(items);
            },
            128);
    shared.start(new StartupEvent());
    return shared;
  }

  private List<Future<List<Taken>>> calls(SharedIntake shared, int count)
      throws InterruptedException {
    var calls = new ArrayList<Future<List<Taken>>>();
    for (int i = 0; i < count; i++) {
      var item = item("key-" + i);
      calls.add(
          callers.submit(() -> {
            asked.incrementAndGet();
            return shared.take(List.of(item));
          }));
    }
    while (asked.get() < count) {
      Thread.sleep(1);
    }
    return calls;
  }

  private void await() {
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Taken> outcomes(List<IncomingProfile> items) {
    return items.stream().map(item -> outcome(item.sourceKey())).toList();
  }

  private static Taken outcome(String key) {
    var id = new ProfileId(new UUID(0, key.hashCode()));
    return new Taken(Outcome.CREATED, id, null, false, null);
  }

  private static IncomingProfile item(String key) {
    return new IncomingProfile("shop", key, null, NOTHING, ItemReader.attributes(NOTHING));
  }
}
