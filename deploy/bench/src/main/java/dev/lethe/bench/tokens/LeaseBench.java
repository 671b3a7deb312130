package dev.lethe.bench.tokens;

import dev.lethe.bench.story.Report;
import dev.lethe.cryptovault.lease.KeyBatch;
import dev.lethe.cryptovault.lease.KeyTable;
import dev.lethe.cryptovault.token.SubKeys;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.SecureRandom;
import java.util.SplittableRandom;

/**
 * The table of opened keys: what it takes for each key, and how long it takes to find the keys of a
 * batch of 1,000 random ones, by one thread alone and beside one that writes all the time.
 */
final class LeaseBench {
  private static final int BATCH = 1_000;
  private static final int ROUNDS = 200;

  private final int keys;
  private final KeyTable table;
  private final MemorySegment subKeys = Arena.ofAuto().allocate(SubKeys.SIZE_BYTES);
  private final SplittableRandom choose = new SplittableRandom(2026);
  private final long seed = new SecureRandom().nextLong();

  LeaseBench(int keys) {
    this.keys = keys;
    this.table = new KeyTable(keys, SubKeys.SIZE_BYTES);
  }

  void run(Report report) throws InterruptedException {
    CpuTime begin = CpuTime.now();
    // More keys than it holds, so that every slot is taken.
    for (int i = 0; i < 3 * keys; i++) {
      keep(i);
    }
    report.put("cache.put_ns", CpuTime.now().since(begin).nanosEach(3 * keys));
    report.put("cache.keys", table.size());
    report.put("cache.bytes_per_key", (double) table.bytes() / table.size());
    table.clear();
    for (int i = 0; i < keys * 9 / 10; i++) {
      keep(i);
    }
    report.put("cache.kept_at_90_percent", (double) table.size() / (keys * 9 / 10));
    look(report, "cache.get_ns");
    Thread writer = Thread.ofPlatform().daemon().start(this::writeUntilInterrupted);
    look(report, "cache.get_beside_a_writer_ns");
    writer.interrupt();
    writer.join();
  }

  private void look(Report report, String name) {
    double[] nanos = new double[ROUNDS];
    double[] bytes = new double[ROUNDS];
    KeyBatch batch = new KeyBatch(SubKeys.SIZE_BYTES);
    for (int i = 0; i < ROUNDS; i++) {
      batch.clear();
      for (int key = 0; key < BATCH; key++) {
        add(batch, choose.nextInt(keys * 9 / 10));
      }
      CpuTime begin = CpuTime.now();
      table.fill(batch, Long.MIN_VALUE / 2);
      CpuTime used = CpuTime.now().since(begin);
      nanos[i] = used.nanosEach(BATCH);
      bytes[i] = used.bytesEach(BATCH);
    }
    report.put(name, Rounds.middle(nanos));
    report.put(name.replace("_ns", "_bytes_allocated"), Rounds.middle(bytes));
  }

  private void writeUntilInterrupted() {
    SplittableRandom others = new SplittableRandom(7);
    while (!Thread.interrupted()) {
      keep(others.nextInt(keys * 9 / 10));
    }
  }

  private void keep(int key) {
    table.keep(high(key), low(key), 0, subKeys, 0);
  }

  private void add(KeyBatch batch, int key) {
    batch.add(high(key), low(key));
  }

  private long high(int key) {
    return mix(seed + 2L * key);
  }

  private long low(int key) {
    return mix(seed + 2L * key + 1);
  }

  private static long mix(long number) {
    long mixed = (number ^ number >>> 30) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
    return mixed ^ mixed >>> 31;
  }
}
