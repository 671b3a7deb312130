package dev.lethe.identitygraph.block;

import dev.lethe.identitygraph.Profile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Pairs of positions in a list of profiles that are worth comparing, each once, smaller position
 * first, in ascending order.
 */
public final class CandidatePairs {

  private final long[] packed;

  private CandidatePairs(long[] packed) {
    this.packed = packed;
  }

  /** All pairs that share a blocking key which is not too common. */
  public static CandidatePairs of(List<Profile> profiles) {
    return of(profiles, key -> false);
  }

  /** The same, but keys that are muted find nobody. */
  public static CandidatePairs of(List<Profile> profiles, Predicate<BlockingKey> muted) {
    Map<BlockingKey, int[]> blocks = HashMap.newHashMap(profiles.size() * 16);
    for (var i = 0; i < profiles.size(); i++) {
      for (var key : BlockingKeys.of(profiles.get(i).attributes())) {
        blocks.merge(
            key, new int[] {1, i}, (block, one) -> joined(block, one[1], key.rule().cap()));
      }
    }
    var pairs = new Builder();
    blocks.forEach((key, block) -> {
      if (block[0] > 1 && block[0] <= key.rule().cap() && !muted.test(key)) {
        addBlock(pairs, block);
      }
    });
    return pairs.build();
  }

  private static int[] joined(int[] block, int member, int cap) {
    var size = ++block[0];
    if (size > cap) {
      return block;
    }
    var grown = size < block.length ? block : Arrays.copyOf(block, block.length * 2);
    grown[size] = member;
    return grown;
  }

  private static void addBlock(Builder pairs, int[] block) {
    for (var i = 1; i <= block[0]; i++) {
      for (var j = i + 1; j <= block[0]; j++) {
        pairs.add(block[i], block[j]);
      }
    }
  }

  public int size() {
    return packed.length;
  }

  /** The smaller position of a pair. */
  public int first(int pair) {
    return (int) (packed[pair] >>> 32);
  }

  /** The larger position of a pair. */
  public int second(int pair) {
    return (int) packed[pair];
  }

  /** Collects pairs in any order, with repetitions. */
  public static final class Builder {

    private long[] pairs = new long[1024];
    private int size;

    public Builder add(int a, int b) {
      if (a == b) {
        throw new IllegalArgumentException("a profile is not a pair");
      }
      if (size == pairs.length) {
        compact();
      }
      pairs[size++] = ((long) Math.min(a, b) << 32) | Math.max(a, b);
      return this;
    }

    public CandidatePairs build() {
      compact();
      return new CandidatePairs(Arrays.copyOf(pairs, size));
    }

    /** Drops repetitions before taking more room: most pairs share several keys. */
    private void compact() {
      Arrays.parallelSort(pairs, 0, size);
      var kept = 0;
      for (var i = 0; i < size; i++) {
        if (kept == 0 || pairs[i] != pairs[kept - 1]) {
          pairs[kept++] = pairs[i];
        }
      }
      size = kept;
      if (size > pairs.length / 2) {
        pairs = Arrays.copyOf(pairs, pairs.length * 2);
      }
    }
  }
}
