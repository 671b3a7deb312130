package dev.lethe.identitygraph.block;

import dev.lethe.identitygraph.Cores;
import dev.lethe.identitygraph.Profile;
import java.util.Arrays;
import java.util.List;

/**
 * Who holds which blocking value, as one sorted array: of each entry the rule is in the top bits,
 * then 33 bits of a hash of the value, then the position of the profile. Rules are ordered by how
 * many pairs they bring, so that most pairs are met in the first of their blocks. The top bit is
 * turned over, so that entries sort as they should.
 */
final class BlockEntries {

  static final int POSITION_BITS = 26;
  private static final int RULE_SHIFT = 59;
  private static final int CHUNK = 1 << 12;
  private static final int USUAL_KEYS = 24;

  private static final List<BlockingRule> BUSIEST =
      List.of(
          BlockingRule.RARE_WORD,
          BlockingRule.WORD_HEAD,
          BlockingRule.WORD_TAIL,
          BlockingRule.POSTCODE,
          BlockingRule.PREFIXES,
          BlockingRule.SOUND_PLACE);

  private static final BlockingRule[] RULES = new BlockingRule[BlockingRule.values().length];
  private static final int[] RANK = new int[RULES.length];

  static {
    var rank = 0;
    for (var rule : BUSIEST) {
      RULES[rank++] = rule;
    }
    for (var rule : BlockingRule.values()) {
      if (!BUSIEST.contains(rule)) {
        RULES[rank++] = rule;
      }
    }
    for (var k = 0; k < RULES.length; k++) {
      RANK[RULES[k].ordinal()] = k;
    }
  }

  private BlockEntries() {}

  /** Every entry, ascending. */
  static long[] of(List<Profile> profiles) {
    if (profiles.size() >= 1 << POSITION_BITS) {
      throw new IllegalArgumentException("too many profiles for one run");
    }
    var chunks =
        Cores.chunks(
            (profiles.size() + CHUNK - 1) / CHUNK,
            k -> of(profiles, k * CHUNK, Math.min(profiles.size(), (k + 1) * CHUNK)));
    var all = new long[chunks.stream().mapToInt(chunk -> chunk.length).sum()];
    var at = 0;
    for (var chunk : chunks) {
      System.arraycopy(chunk, 0, all, at, chunk.length);
      at += chunk.length;
    }
    Arrays.parallelSort(all);
    return all;
  }

  private static long[] of(List<Profile> profiles, int from, int to) {
    var entries = new long[(to - from) * USUAL_KEYS];
    var size = 0;
    for (var position = from; position < to; position++) {
      var keys = BlockingKeys.of(profiles.get(position).attributes());
      if (size + keys.size() > entries.length) {
        entries = Arrays.copyOf(entries, entries.length * 2 + keys.size());
      }
      for (var key : keys) {
        entries[size++] = (name(key) << POSITION_BITS | position) ^ Long.MIN_VALUE;
      }
    }
    return Arrays.copyOf(entries, size);
  }

  /** What stands for a key in its entries. */
  static long name(BlockingKey key) {
    return (long) RANK[key.rule().ordinal()] << RULE_SHIFT - POSITION_BITS
        | hash(key.value()) >>> Long.SIZE - RULE_SHIFT + POSITION_BITS;
  }

  /** What stands for the key of an entry. */
  static long name(long entry) {
    return (entry ^ Long.MIN_VALUE) >>> POSITION_BITS;
  }

  static BlockingRule rule(long name) {
    return RULES[(int) (name >>> RULE_SHIFT - POSITION_BITS)];
  }

  static int position(long entry) {
    return (int) entry & (1 << POSITION_BITS) - 1;
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
}
