package dev.lethe.identitygraph.block;

import dev.lethe.identitygraph.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which profiles share which blocking values, by position in a list. Values that too many share are
 * left out; a value is known by 33 bits of a hash, so that very rarely two values pass as one,
 * which costs a comparison and decides nothing. Immutable and thread-safe.
 */
public final class Blocks {

  private final BlockLayout layout;
  private final BitSet silent;

  private Blocks(BlockLayout layout, BitSet silent) {
    this.layout = layout;
    this.silent = silent;
  }

  /** Takes two positions, the smaller first. */
  @FunctionalInterface
  public interface Pairs {
    void take(int a, int b);
  }

  /** The profiles, ascending, that share an identifier; more than one customer may well have. */
  public record Crowd(BlockingRule rule, int[] members) {}

  /**
   * The blocks of all profiles.
   *
   * @throws IllegalArgumentException for more than 67 million profiles
   */
  public static Blocks of(List<Profile> profiles) {
    return new Blocks(BlockLayout.of(profiles.size(), BlockEntries.of(profiles)), new BitSet());
  }

  /** The same, but these keys find nobody. */
  public Blocks without(Collection<BlockingKey> keys) {
    var quiet = (BitSet) silent.clone();
    for (var key : keys) {
      var block = Arrays.binarySearch(layout.names(), BlockEntries.name(key));
      if (block >= 0) {
        quiet.set(block);
      }
    }
    return new Blocks(layout, quiet);
  }

  /** The same, but only keys of these rules find anybody. */
  public Blocks only(Collection<BlockingRule> rules) {
    var quiet = (BitSet) silent.clone();
    IntPredicate other = block -> !rules.contains(BlockEntries.rule(layout.names()[block]));
    IntStream.range(0, layout.names().length).filter(other).forEach(quiet::set);
    return new Blocks(layout, quiet);
  }

  /** How many profiles there are. */
  public int profiles() {
    return layout.profileStart().length - 1;
  }

  /**
   * Those of identifiers that more profiles have than customers may; all of them, whatever finds
   * nobody.
   */
  public List<Crowd> crowds() {
    return layout.crowds();
  }

  /** Into how many chunks of about equal work all pairs fall; a function of the profiles alone. */
  public int chunks() {
    return layout.chunkStart().length - 1;
  }

  /**
   * Hands out every pair of a chunk. Over all chunks each pair that shares a block comes once, in
   * an order that is a function of the profiles alone. Profiles that meet in one block come
   * together, so that they are at hand.
   */
  public void each(int chunk, Pairs taker) {
    for (var block = layout.chunkStart()[chunk]; block < layout.chunkStart()[chunk + 1]; block++) {
      if (!silent.get(block)) {
        each(layout.start()[block], layout.start()[block + 1], block, taker);
      }
    }
  }

  private void each(int from, int to, int block, Pairs taker) {
    var members = layout.members();
    for (var i = from; i < to; i++) {
      for (var j = i + 1; j < to; j++) {
        if (first(members[i], members[j], block)) {
          taker.take(members[i], members[j]);
        }
      }
    }
  }

  /** Whether a block that two profiles share is the first one that they do. */
  private boolean first(int a, int b, int block) {
    var blocks = layout.profileBlocks();
    var i = layout.profileStart()[a];
    var j = layout.profileStart()[b];
    while (blocks[i] < block && blocks[j] < block) {
      if (blocks[i] == blocks[j]) {
        if (!silent.get(blocks[i])) {
          return false;
        }
        i++;
        j++;
      } else if (blocks[i] < blocks[j]) {
        i++;
      } else {
        j++;
      }
    }
    return true;
  }

  /** Every other position that shares a block with the given one, ascending. */
  public int[] around(int position) {
    var found = new ArrayList<int[]>();
    for (var k = layout.profileStart()[position]; k < layout.profileStart()[position + 1]; k++) {
      var block = layout.profileBlocks()[k];
      if (!silent.get(block)) {
        found.add(
            Arrays.copyOfRange(layout.members(), layout.start()[block], layout.start()[block + 1]));
      }
    }
    return found.stream()
        .flatMapToInt(Arrays::stream)
        .filter(other -> other != position)
        .sorted()
        .distinct()
        .toArray();
  }
}
