package dev.lethe.identitygraph.block;

import dev.lethe.identitygraph.Profile;
import java.util.Arrays;
import java.util.List;

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
    var blocks = Blocks.of(profiles);
    var pairs = new Builder();
    for (var chunk = 0; chunk < blocks.chunks(); chunk++) {
      blocks.each(chunk, pairs::add);
    }
    return pairs.build();
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
