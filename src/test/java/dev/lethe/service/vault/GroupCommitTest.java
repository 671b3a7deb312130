package dev.lethe.service.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private static final int CALLS = 40;

  @Test
  void requestsThatArriveMeanwhileGoTogetherAndEachGetsItsAnswer() throws Exception {
    var sizes = new ArrayList<Integer>();
    var running = new CountDownLatch(1);
    var arrived = new CountDownLatch(CALLS);
    var group =
        new GroupCommit<Integer, String>(
            requests -> {
              running.countDown();
              await(arrived);
              sizes.add(requests.size());
              return requests.stream().map(String::valueOf).toList();
            },
            request -> 1,
            1_000);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> group.submit(-1));
      running.await();
      var work = new ArrayList<Callable<String>>();
      for (int i = 0; i < CALLS; i++) {
        int number = i;
        work.add(() -> {
          arrived.countDown();
          return group.submit(number);
        });
      }
      var answers = threads.invokeAll(work);
      assertThat(first.get()).isEqualTo("-1");
      for (int i = 0; i < CALLS; i++) {
        assertThat(answers.get(i).get()).isEqualTo(String.valueOf(i));
      }
    }
    // A thread may have been slow between its arrival and its request.
    assertThat(sizes).startsWith(1).hasSizeLessThan(CALLS);
    assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(CALLS + 1);
  }

  @Test
  void groupIsBounded() throws Exception {
    var largest = new AtomicInteger();
    var group =
        new GroupCommit<Integer, String>(
            requests -> {
              largest.accumulateAndGet(requests.size(), Math::max);
              return requests.stream().map(String::valueOf).toList();
            },
            request -> 10,
            30);
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 2_000; i++) {
        int number = i;
        threads.execute(() -> group.submit(number));
      }
    }
    assertThat(largest.get()).isBetween(1, 3);
  }

  @Test
  void failureOfATransactionReachesItsRequestsAndNoLaterOne() {
    var calls = new AtomicInteger();
    var group =
        new GroupCommit<String, String>(
            requests -> {
              if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("planted");
              }
              return List.of("done");
            },
            request -> 1,
            10);
    assertThatIllegalStateException().isThrownBy(() -> group.submit("a")).withMessage("planted");
    assertThat(group.submit("b")).isEqualTo("done");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
