package dev.lethe.bench.tokens;

import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.lease.KeyBatch;
import dev.lethe.cryptovault.lease.KeyTable;
import dev.lethe.cryptovault.token.KeyDerivation;
import dev.lethe.cryptovault.token.OpenedKey;
import dev.lethe.cryptovault.token.SubKeys;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Many opened keys in the table that the service keeps them in, and batches of them at random. */
final class OpenedKeys implements AutoCloseable {
  private static final double ROOM = 1.3;

  private final SplittableRandom random = new SplittableRandom(24);
  private final KeyTable table;
  private final KeyBatch batch = new KeyBatch(SubKeys.SIZE_BYTES);
  private final long[] ids;
  private final long openedAt = System.nanoTime();
  private int next;

  OpenedKeys(int keys) {
    this.table = new KeyTable((int) (keys * ROOM), SubKeys.SIZE_BYTES);
    var kept = new long[2 * keys];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = random.nextLong();
    }
    var derivation = new KeyDerivation();
    var dataKey = new byte[KeyDerivation.DATA_KEY_BYTES];
    var subKeys = MemorySegment.ofArray(new byte[SubKeys.SIZE_BYTES]);
    for (int i = 0; i < kept.length; i += 2) {
      random.nextBytes(dataKey);
      derivation.derive(SecretBytes.takeCopyOf(dataKey), subKeys);
      table.keep(kept[i], kept[i + 1], openedAt, subKeys, 0);
    }
    this.ids = present(kept, subKeys);
  }

  /** A few keys made room for others: a table is no map. */
  private long[] present(long[] kept, MemorySegment subKeys) {
    int next = 0;
    for (int i = 0; i < kept.length; i += 2) {
      if (table.read(kept[i], kept[i + 1], openedAt, subKeys, 0)) {
        kept[next++] = kept[i];
        kept[next++] = kept[i + 1];
      }
    }
    return Arrays.copyOf(kept, next);
  }

  /** How many there are. */
  int count() {
    return ids.length / 2;
  }

  /**
   * Looks up so many keys, in place of those before. They come in the order of their making, which
   * is at random for the table, as their ids are.
   */
  void draw(int keys) {
    batch.clear();
    for (int i = 0; i < keys; i++) {
      batch.add(ids[next], ids[next + 1]);
      next = (next + 2) % ids.length;
    }
    int missing = table.fill(batch, openedAt);
    if (missing > 0) {
      throw new IllegalStateException(missing + " keys are not in the table");
    }
  }

  OpenedKey key(int number) {
    return OpenedKey.at(batch.id(number), batch.subKeys(number));
  }

  /** Wipes what was drawn. */
  void forget() {
    batch.clear();
  }

  @Override
  public void close() {
    table.close();
  }
}
