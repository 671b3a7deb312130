package dev.lethe.service.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private final Budget budget = new Budget(10, 5);

  @Test
  void whatIsNotThereIsRefusedUntilItIsGivenBack() {
    assertThat(budget.take("a", 5)).isEqualTo(Budget.Answer.TAKEN);
    assertThat(budget.take("b", 3)).isEqualTo(Budget.Answer.TAKEN);
    assertThat(budget.take("c", 3)).isEqualTo(Budget.Answer.FULL);
    budget.give("b", 3);
    assertThat(budget.take("c", 3)).isEqualTo(Budget.Answer.TAKEN);
    assertThat(budget.used()).isEqualTo(8);
  }

  @Test
  void oneCallerNeverHoldsMoreThanItsShare() {
    assertThat(budget.take("a", 4)).isEqualTo(Budget.Answer.TAKEN);
    assertThat(budget.take("a", 2)).isEqualTo(Budget.Answer.CALLER_FULL);
    assertThat(budget.take("b", 4)).isEqualTo(Budget.Answer.TAKEN);
    budget.give("a", 4);
    assertThat(budget.take("a", 5)).isEqualTo(Budget.Answer.TAKEN);
  }

  @Test
  void whoWaitsComesBeforeWhoAsks() throws InterruptedException {
    assertThat(budget.take("a", 5)).isEqualTo(Budget.Answer.TAKEN);
    var waiter = Thread.ofVirtual().start(() -> awaitQuietly(8));
    while (budget.waiting() == 0) {
      Thread.onSpinWait();
    }
    assertThat(budget.take("b", 1)).isEqualTo(Budget.Answer.FULL);
    budget.give("a", 5);
    waiter.join();
    assertThat(budget.used()).isEqualTo(8);
    budget.release(8);
    assertThat(budget.take("b", 1)).isEqualTo(Budget.Answer.TAKEN);
  }

  @Test
  void manyThreadsNeverHoldMoreThanThereIsAndLeaveNothingBehind() throws InterruptedException {
    var most = new AtomicLong();
    var done = new CountDownLatch(8);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int t = 0; t < 8; t++) {
        var name = "caller" + t % 3;
        boolean waits = t % 2 == 0;
        pool.submit(() -> {
          for (int i = 0; i < 2_000; i++) {
            use(name, 1 + i % 5, waits, most);
          }
          done.countDown();
        });
      }
      assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(most.get()).isBetween(1L, 10L);
    assertThat(budget.used()).isZero();
  }

  private void use(String caller, int amount, boolean waits, AtomicLong most) {
    if (waits) {
      awaitQuietly(amount);
      most.accumulateAndGet(budget.used(), Math::max);
      budget.release(amount);
    } else if (budget.take(caller, amount) == Budget.Answer.TAKEN) {
      most.accumulateAndGet(budget.used(), Math::max);
      budget.give(caller, amount);
    }
  }

  private void awaitQuietly(int amount) {
    try {
      budget.await(amount);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
