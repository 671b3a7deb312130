package dev.lethe.identitygraph.block;

import dev.lethe.identitygraph.Profile;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Which profiles share which blocking values, by position in a list. Values that too many share are
 * left out; a value is known by 33 bits of a hash, so that very rarely two values pass as one,
 * which costs a comparison and decides nothing. Immutable and thread-safe.
 */
public final class Blocks {

  private static final int POSITION_BITS = 26;
  private static final int RULE_SHIFT = 59;
  private static final int CHUNK = 1 << 12;
  private static final int[] CAPS = caps();

  private final int profiles;
  private final int[] blockStart;
  private final int[] members;
  private final int[] profileStart;
  private final int[] profileBlocks;

  private Blocks(int profiles, int[] blockStart, int[] members) {
    this.profiles = profiles;
    this.blockStart = blockStart;
    this.members = members;
    this.profileStart = new int[profiles + 1];
    this.profileBlocks = new int[members.length];
    for (var member : members) {
      profileStart[member + 1]++;
    }
    Arrays.parallelPrefix(profileStart, Integer::sum);
    var next = Arrays.copyOf(profileStart, profiles);
    for (var block = 0; block + 1 < blockStart.length; block++) {
      for (var k = blockStart[block]; k < blockStart[block + 1]; k++) {
        profileBlocks[next[members[k]]++] = block;
      }
    }
  }

  private static int[] caps() {
    var caps = new int[32];
    for (var rule : BlockingRule.values()) {
      caps[rule.id()] = rule.cap();
    }
    return caps;
  }

  /**
   * The blocks of all profiles.
   *
   * @throws IllegalArgumentException for more than 67 million profiles
   */
  public static Blocks of(List<Profile> profiles) {
    return of(profiles, key -> false);
  }

  /** The same, but keys that are muted find nobody. */
  public static Blocks of(List<Profile> profiles, Predicate<BlockingKey> muted) {
    if (profiles.size() >= 1 << POSITION_BITS) {
      throw new IllegalArgumentException("too many profiles for one run");
    }
    var entries = entries(profiles, muted);
    Arrays.parallelSort(entries);
    return grouped(profiles.size(), entries);
  }

  private static long[] entries(List<Profile> profiles, Predicate<BlockingKey> muted) {
    var chunks =
        IntStream.range(0, (profiles.size() + CHUNK - 1) / CHUNK)
            .parallel()
            .mapToObj(chunk ->
                entries(
                    profiles.subList(chunk * CHUNK, Math.min(profiles.size(), (chunk + 1) * CHUNK)),
                    chunk * CHUNK,
                    muted))
            .toArray(long[][]::new);
    var all = new long[Arrays.stream(chunks).mapToInt(chunk -> chunk.length).sum()];
    var at = 0;
    for (var chunk : chunks) {
      System.arraycopy(chunk, 0, all, at, chunk.length);
      at += chunk.length;
    }
    return all;
  }

  private static long[] entries(List<Profile> profiles, int offset, Predicate<BlockingKey> muted) {
    var entries = new long[profiles.size() * 24];
    var size = 0;
    for (var k = 0; k < profiles.size(); k++) {
      var keys = BlockingKeys.of(profiles.get(k).attributes());
      if (size + keys.size() > entries.length) {
        entries = Arrays.copyOf(entries, entries.length * 2 + keys.size());
      }
      for (var key : keys) {
        if (!muted.test(key)) {
          entries[size++] = entry(key, offset + k);
        }
      }
    }
    return Arrays.copyOf(entries, size);
  }

  private static long entry(BlockingKey key, int position) {
    return (long) key.rule().id() << RULE_SHIFT
        | hash(key.value()) >>> (64 - RULE_SHIFT + POSITION_BITS) << POSITION_BITS
        | position;
  }

  private static long hash(String value) {
    var hash = 0xCBF29CE484222325L;
    for (var i = 0; i < value.length(); i++) {
      hash = (hash ^ value.charAt(i)) * 0x100000001B3L;
    }
    hash = (hash ^ hash >>> 32) * 0xD6E8FEB86659FD93L;
    hash = (hash ^ hash >>> 32) * 0xD6E8FEB86659FD93L;
    return hash ^ hash >>> 32;
  }

  private static Blocks grouped(int profiles, long[] entries) {
    var starts = new int[1024];
    var members = new int[entries.length];
    var blocks = 0;
    var size = 0;
    for (var from = 0; from < entries.length; ) {
      var to = from + 1;
      while (to < entries.length
          && entries[to] >>> POSITION_BITS == entries[from] >>> POSITION_BITS) {
        to++;
      }
      if (to - from > 1 && to - from <= CAPS[(int) (entries[from] >>> RULE_SHIFT)]) {
        if (blocks + 1 == starts.length) {
          starts = Arrays.copyOf(starts, starts.length * 2);
        }
        starts[blocks++] = size;
        for (var k = from; k < to; k++) {
          members[size++] = (int) (entries[k] & ((1 << POSITION_BITS) - 1));
        }
      }
      from = to;
    }
    starts[blocks] = size;
    return new Blocks(profiles, Arrays.copyOf(starts, blocks + 1), Arrays.copyOf(members, size));
  }

  /** How many profiles there are. */
  public int profiles() {
    return profiles;
  }

  /** A reader of candidates, for one thread. */
  public Cursor cursor() {
    return new Cursor();
  }

  /** Reads the candidates of one profile after another. */
  public final class Cursor {

    private final int[] seenBy = new int[profiles];
    private int[] found = new int[256];
    private int size;

    private Cursor() {
      Arrays.fill(seenBy, -1);
    }

    /** Finds every later position that shares a block with the given one; answers how many. */
    public int find(int position) {
      size = 0;
      for (var k = profileStart[position]; k < profileStart[position + 1]; k++) {
        var block = profileBlocks[k];
        for (var m = blockStart[block + 1] - 1; members[m] > position; m--) {
          add(members[m], position);
        }
      }
      Arrays.sort(found, 0, size);
      return size;
    }

    private void add(int candidate, int position) {
      if (seenBy[candidate] != position) {
        seenBy[candidate] = position;
        if (size == found.length) {
          found = Arrays.copyOf(found, size * 2);
        }
        found[size++] = candidate;
      }
    }

    /** The k-th candidate found last; in ascending order. */
    public int get(int k) {
      return found[k];
    }
  }
}
