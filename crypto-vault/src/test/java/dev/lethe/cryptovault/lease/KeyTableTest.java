package dev.lethe.cryptovault.lease;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.lease.KeyBatch.State;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeyTableTest {
  private static final int BYTES = 160;

  @Test
  void keptKeyIsReadBack() {
    var table = new KeyTable(100, BYTES);
    keep(table, key(1), 10);
    var into = new byte[BYTES + 3];
    assertThat(read(table, key(1), 10, into, 3)).isTrue();
    assertThat(into).containsSequence(subKeys(key(1)));
    assertThat(read(table, key(2), 10, into, 3)).isFalse();
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void keyOpenedTooLongAgoIsNotRead() {
    var table = new KeyTable(100, BYTES);
    keep(table, key(1), Long.MAX_VALUE);
    assertThat(read(table, key(1), Long.MAX_VALUE, new byte[BYTES], 0)).isTrue();
    // The clock of nanoseconds may run over.
    assertThat(read(table, key(1), Long.MIN_VALUE, new byte[BYTES], 0)).isFalse();
    assertThat(read(table, key(1), Long.MAX_VALUE - 1, new byte[BYTES], 0)).isTrue();
  }

  @Test
  void keyOpenedAgainIsKeptOnce() {
    var table = new KeyTable(100, BYTES);
    keep(table, key(1), 10);
    keep(table, key(1), 20);
    assertThat(table.size()).isEqualTo(1);
    assertThat(read(table, key(1), 15, new byte[BYTES], 0)).isTrue();
    table.remove(key(1));
    assertThat(read(table, key(1), 0, new byte[BYTES], 0)).isFalse();
  }

  @Test
  void batchIsFilledFromWhatIsHere() {
    var table = new KeyTable(1_000, BYTES);
    var batch = new KeyBatch(BYTES);
    for (int i = 0; i < 300; i++) {
      batch.add(key(i));
      if (i % 3 != 0) {
        keep(table, key(i), 10);
      }
    }
    batch.refuse(0, State.DESTROYED);
    assertThat(table.fill(batch, 10)).isEqualTo(99);
    for (int i = 0; i < 300; i++) {
      assertThat(batch.id(i)).isEqualTo(key(i));
      assertThat(batch.isOpen(i)).isEqualTo(i % 3 != 0);
      if (batch.isOpen(i)) {
        assertThat(batch.subKeys(i).toArray(JAVA_BYTE)).isEqualTo(subKeys(key(i)));
      }
    }
    assertThat(batch.state(0)).isEqualTo(State.DESTROYED);
    assertThat(batch.state(3)).isEqualTo(State.MISSING);
  }

  @Test
  void batchThatIsClearedHoldsNoKey() {
    var table = new KeyTable(100, BYTES);
    keep(table, key(1), 10);
    var batch = new KeyBatch(BYTES);
    batch.add(key(1));
    table.fill(batch, 10);
    var place = batch.subKeys(0);
    assertThat(place.toArray(JAVA_BYTE)).isEqualTo(subKeys(key(1)));
    batch.forget();
    assertThat(place.toArray(JAVA_BYTE)).containsOnly(0);
    assertThat(table.fill(batch, 10)).isZero();
    batch.close();
    assertThat(place.toArray(JAVA_BYTE)).containsOnly(0);
    assertThat(batch.size()).isZero();
  }

  @Test
  void keysThatWereOpenedForABatchAreKept() {
    var table = new KeyTable(100, BYTES);
    var batch = new KeyBatch(BYTES);
    for (int i = 0; i < 100; i++) {
      batch.add(key(i));
    }
    // The memory of a batch moves as it grows.
    for (int i = 0; i < 50; i++) {
      batch.subKeys(i).copyFrom(MemorySegment.ofArray(subKeys(key(i))));
      batch.opened(i);
    }
    table.keepFresh(batch, 10);
    table.keepFresh(batch, 20);
    assertThat(table.size()).isEqualTo(50);
    assertThat(read(table, key(7), 10, new byte[BYTES], 0)).isTrue();
    assertThat(read(table, key(7), 11, new byte[BYTES], 0)).isFalse();
    assertThat(batch.state(7)).isEqualTo(State.OPEN);
  }

  @Test
  void nothingPrintsAKey() {
    var table = new KeyTable(100, BYTES);
    keep(table, key(1), 10);
    assertThat(table).hasToString("KeyTable[1 of 104 keys]");
    assertThat(new KeyBatch(BYTES)).hasToString("KeyBatch[0 keys]");
  }

  @Test
  void sizesThatCannotBeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyTable(0, BYTES));
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyTable(10, 12));
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyTable(10, 0));
    assertThat(new KeyTable(1, 8).capacity()).isEqualTo(16);
  }

  @Test
  void fullTableTakesAtMostTwoHundredBytesAKey() {
    var table = new KeyTable(20_000, BYTES);
    for (int i = 0; i < 60_000; i++) {
      keep(table, key(i), i);
    }
    assertThat(table.size()).isEqualTo(table.capacity());
    assertThat((double) table.bytes() / table.size()).isLessThanOrEqualTo(200);
  }

  @Test
  void asManyKeysAsFitAreNearlyAllKept() {
    var table = new KeyTable(20_000, BYTES);
    for (int i = 0; i < 19_000; i++) {
      keep(table, key(i), i);
    }
    assertThat(table.size()).isGreaterThan(18_500);
  }

  @Test
  void keyThatIsReadStaysAndOneThatIsNotLeaves() {
    var table = new KeyTable(1_000, BYTES);
    keep(table, key(-1), 0);
    for (int i = 0; i < 20_000; i++) {
      assertThat(read(table, key(-1), 0, new byte[BYTES], 0)).isTrue();
      keep(table, key(i), i);
    }
    assertThat(read(table, key(0), 0, new byte[BYTES], 0)).isFalse();
  }

  @Test
  void sweepWipesWhatIsOldAndWhatNobodyReads() {
    var table = new KeyTable(100, BYTES);
    keep(table, key(1), 10);
    keep(table, key(2), 20);
    keep(table, key(3), 30);
    table.sweep(15, 15);
    assertThat(table.size()).isEqualTo(2);
    assertThat(read(table, key(2), 0, new byte[BYTES], 0)).isTrue();
    table.sweep(15, 30);
    assertThat(table.size()).isEqualTo(2);
    assertThat(read(table, key(2), 0, new byte[BYTES], 0)).isTrue();
    table.sweep(15, 31);
    assertThat(table.size()).isEqualTo(1);
    assertThat(read(table, key(2), 0, new byte[BYTES], 0)).isTrue();
  }

  @Test
  void closedTableIsEmptyAndStaysSo() {
    var table = new KeyTable(100, BYTES);
    keep(table, key(1), 10);
    table.close();
    keep(table, key(2), 10);
    assertThat(table.size()).isZero();
    assertThat(read(table, key(1), 0, new byte[BYTES], 0)).isFalse();
    assertThat(read(table, key(2), 0, new byte[BYTES], 0)).isFalse();
  }

  @Test
  void anyOrderOfOperationsMatchesAMap() {
    var choose = new SplittableRandom(7);
    var table = new KeyTable(4_000, BYTES);
    var model = new HashMap<KeyId, Long>();
    for (int round = 0; round < 50_000; round++) {
      var key = key(choose.nextInt(2_000));
      switch (choose.nextInt(4)) {
        case 0 -> {
          keep(table, key, round);
          model.put(key, (long) round);
        }
        case 1 -> {
          table.remove(key);
          model.remove(key);
        }
        default -> {
          var into = new byte[BYTES];
          long notBefore = round - choose.nextInt(4_000);
          var openedAt = model.get(key);
          boolean found = read(table, key, notBefore, into, 0);
          assertThat(found).isEqualTo(openedAt != null && openedAt >= notBefore);
          assertThat(into).isEqualTo(found ? subKeys(key) : new byte[BYTES]);
        }
      }
      assertThat(table.size()).isEqualTo(model.size());
    }
  }

  @Test
  void readersNeverSeeHalfAKeyOrAnothers() throws Exception {
    // Few places and many writers, so that slots change their keys all the time.
    var table = new KeyTable(64, BYTES);
    var stop = new AtomicBoolean();
    var found = new AtomicLong();
    var wrong = new AtomicLong();
    var work = new ArrayList<Callable<Object>>();
    for (int reader = 0; reader < 3; reader++) {
      long seed = reader;
      work.add(() -> readUntil(stop, table, new SplittableRandom(seed), found, wrong));
    }
    for (int writer = 0; writer < 2; writer++) {
      long seed = writer;
      work.add(() -> writeUntil(stop, table, new SplittableRandom(seed)));
    }
    try (var threads = Executors.newFixedThreadPool(work.size())) {
      var all = work.stream().map(threads::submit).toList();
      Thread.sleep(1_500);
      stop.set(true);
      for (var one : all) {
        one.get();
      }
    }
    assertThat(found).hasPositiveValue();
    assertThat(wrong).hasValue(0);
  }

  private static long readUntil(
      AtomicBoolean stop,
      KeyTable table,
      SplittableRandom choose,
      AtomicLong found,
      AtomicLong wrong) {
    var into = new byte[BYTES];
    long reads = 0;
    while (!stop.get()) {
      var key = key(choose.nextInt(100));
      if (read(table, key, 0, into, 0)) {
        found.incrementAndGet();
        if (!Arrays.equals(into, subKeys(key))) {
          wrong.incrementAndGet();
        }
      }
      reads++;
    }
    return reads;
  }

  private static long writeUntil(AtomicBoolean stop, KeyTable table, SplittableRandom choose) {
    long writes = 0;
    while (!stop.get()) {
      var key = key(choose.nextInt(100));
      if (choose.nextInt(4) == 0) {
        table.remove(key);
      } else {
        keep(table, key, writes);
      }
      writes++;
    }
    return writes;
  }

  private static KeyId key(long number) {
    var bits = new SplittableRandom(number);
    return new KeyId(new UUID(bits.nextLong(), bits.nextLong()));
  }

  /** Bytes that follow from the key, so that a mixture shows. */
  private static byte[] subKeys(KeyId key) {
    var bytes = new byte[BYTES];
    new SplittableRandom(key.value().getLeastSignificantBits()).nextBytes(bytes);
    return bytes;
  }

  private static void keep(KeyTable table, KeyId key, long openedAt) {
    long high = key.value().getMostSignificantBits();
    table.keep(
        high,
        key.value().getLeastSignificantBits(),
        openedAt,
        MemorySegment.ofArray(subKeys(key)),
        0);
  }

  private static boolean read(KeyTable table, KeyId key, long notBefore, byte[] into, int at) {
    long high = key.value().getMostSignificantBits();
    return table.read(
        high, key.value().getLeastSignificantBits(), notBefore, MemorySegment.ofArray(into), at);
  }
}
