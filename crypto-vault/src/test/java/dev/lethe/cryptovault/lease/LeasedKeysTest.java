package dev.lethe.cryptovault.lease;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.lease.KeyBatch.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeasedKeysTest {
  private static final int BYTES = 160;
  private static final KeyId KEY = key(1);

  private long pausedNanos;
  private final Lease lease =
      new Lease(() -> System.nanoTime() + pausedNanos, System::currentTimeMillis);
  private final KeyTable table = new KeyTable(1_000, BYTES);
  private final LeasedKeys keys = new LeasedKeys(table, lease);
  private final Set<KeyId> destroyed = ConcurrentHashMap.newKeySet();
  private int opened;
  private int renewed;

  @Test
  void keyIsOpenedOnceForManyBatches() {
    assertThat(use(KEY)).isEqualTo(State.OPEN);
    assertThat(use(KEY)).isEqualTo(State.OPEN);
    assertThat(opened).isEqualTo(1);
    assertThat(renewed).isEqualTo(1);
  }

  @Test
  void workSeesTheSubKeysAndNobodyDoesAfterwards() {
    var batch = batch(KEY);
    var seen = keys.using(batch, this::open, this::renew, () -> batch.subKeys(0).get(JAVA_LONG, 0));
    assertThat(seen).isEqualTo(KEY.value().getLeastSignificantBits());
    assertThat(batch.subKeys(0).toArray(JAVA_BYTE)).containsOnly(0);
    assertThat(batch.isMissing(0)).isTrue();
  }

  @Test
  void subKeysAreWipedAlsoWhenTheWorkFails() {
    var batch = batch(KEY);
    assertThatIllegalStateException()
        .isThrownBy(() ->
            keys.using(
                batch,
                this::open,
                this::renew,
                () -> {
                  throw new IllegalStateException("planted");
                }));
    assertThat(batch.subKeys(0).toArray(JAVA_BYTE)).containsOnly(0);
  }

  @Test
  void resultMadeWithAKeyThatChangedMeanwhileIsNotGivenOut() {
    var batch = batch(KEY);
    var tries = new AtomicInteger();
    var result =
        keys.using(
            batch,
            this::open,
            this::renew,
            () -> {
              var state = batch.state(0);
              if (tries.incrementAndGet() == 1) {
                destroy(KEY);
              }
              return state;
            });
    assertThat(result).isEqualTo(State.DESTROYED);
    assertThat(tries).hasValue(2);
  }

  @Test
  void changeOfAnotherKeyStopsNothing() {
    var batch = batch(KEY);
    var tries = new AtomicInteger();
    keys.using(
        batch,
        this::open,
        this::renew,
        () -> {
          destroy(key(2));
          return tries.incrementAndGet();
        });
    assertThat(tries).hasValue(1);
  }

  @Test
  void keyThatWasReadBeforeItsChangeIsNotKept() {
    var batch = batch(KEY);
    var first = new AtomicBoolean(true);
    var result =
        keys.using(
            batch,
            missing -> {
              open(missing);
              if (first.getAndSet(false)) {
                destroy(KEY);
              }
            },
            this::renew,
            () -> batch.state(0));
    assertThat(result).isEqualTo(State.DESTROYED);
    assertThat(table.size()).isZero();
  }

  @Test
  void keyIsNotUsedByAProcessThatWasStoppedAfterItTookIt() {
    var batch = batch(KEY);
    var first = new AtomicBoolean(true);
    var used = new AtomicInteger();
    keys.using(
        batch,
        missing -> {
          open(missing);
          if (first.getAndSet(false)) {
            pausedNanos += Duration.ofMinutes(1).toNanos();
            destroyed.add(KEY);
          }
        },
        () -> {
          renew();
          keys.obey(destroyed);
        },
        () -> {
          assertThat(batch.state(0)).isEqualTo(State.DESTROYED);
          return used.incrementAndGet();
        });
    assertThat(used).hasValue(1);
    assertThat(renewed).isEqualTo(2);
  }

  @Test
  void resultOfAProcessThatWasStoppedWhileItWorkedIsNotGivenOut() {
    var batch = batch(KEY);
    assertThatExceptionOfType(LeaseLapsedException.class)
        .isThrownBy(() ->
            keys.using(
                batch,
                this::open,
                this::renew,
                () -> pausedNanos += Duration.ofMinutes(1).toNanos()));
    assertThat(renewed).isEqualTo(4);
  }

  @Test
  void nothingIsUsedWhenTheLeaseCannotBeRenewed() {
    use(KEY);
    pausedNanos += Duration.ofMinutes(1).toNanos();
    assertThatIllegalStateException()
        .isThrownBy(() ->
            keys.using(
                batch(KEY),
                this::open,
                () -> {
                  throw new IllegalStateException("the database is away");
                },
                () -> State.OPEN));
  }

  @Test
  void closedKeysAreNotUsed() {
    use(KEY);
    keys.close();
    assertThat(lease.isHeld()).isFalse();
    assertThat(keys.size()).isZero();
  }

  @Test
  void idleKeysAreSweptAway() {
    use(KEY);
    keys.sweep(Duration.ofMinutes(1));
    assertThat(keys.size()).isEqualTo(1);
    keys.sweep(Duration.ZERO);
    assertThat(keys.size()).isZero();
  }

  @Test
  void noWorkThatBeginsAfterAChangeIsObeyedUsesTheKey() throws Exception {
    renew();
    lease.hold(lease.now(), Duration.ofHours(1));
    var obeyed = ConcurrentHashMap.<KeyId>newKeySet();
    var stop = new AtomicBoolean();
    var late = new AtomicInteger();
    var before = new AtomicInteger();
    var work = new ArrayList<Callable<Object>>();
    for (int i = 0; i < 3; i++) {
      long seed = i;
      work.add(() -> useUntil(stop, new SplittableRandom(seed), obeyed, before, late));
    }
    try (var threads = Executors.newFixedThreadPool(work.size())) {
      var running = work.stream().map(threads::submit).toList();
      for (int i = 0; i < 4_000; i++) {
        destroy(key(i));
        obeyed.add(key(i));
      }
      stop.set(true);
      for (var one : running) {
        one.get();
      }
    }
    assertThat(before).hasPositiveValue();
    assertThat(late).hasValue(0);
  }

  /** Uses keys around the one that is being destroyed. */
  private int useUntil(
      AtomicBoolean stop,
      SplittableRandom choose,
      Set<KeyId> obeyed,
      AtomicInteger before,
      AtomicInteger late) {
    int uses = 0;
    while (!stop.get()) {
      var key = key(Math.max(0, obeyed.size() + choose.nextInt(-2, 3)));
      boolean over = obeyed.contains(key);
      if (use(key) == State.OPEN) {
        (over ? late : before).incrementAndGet();
      }
      uses++;
    }
    return uses;
  }

  private void destroy(KeyId key) {
    destroyed.add(key);
    keys.obey(List.of(key));
  }

  private State use(KeyId key) {
    var batch = batch(key);
    return keys.using(batch, this::open, this::renew, () -> batch.state(0));
  }

  private void open(KeyBatch batch) {
    opened++;
    for (int i = 0; i < batch.size(); i++) {
      if (batch.isMissing(i)) {
        if (destroyed.contains(batch.id(i))) {
          batch.refuse(i, State.DESTROYED);
        } else {
          batch.subKeys(i).set(JAVA_LONG, 0, batch.low(i));
          batch.opened(i);
        }
      }
    }
  }

  private void renew() {
    renewed++;
    lease.hold(lease.now(), Duration.ofSeconds(10));
  }

  private static KeyBatch batch(KeyId key) {
    var batch = new KeyBatch(BYTES);
    batch.add(key);
    return batch;
  }

  private static KeyId key(long number) {
    var bits = new SplittableRandom(number);
    return new KeyId(new UUID(bits.nextLong(), bits.nextLong()));
  }
}
