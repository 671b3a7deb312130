package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.block.BlockingKey;
import dev.lethe.identitygraph.block.BlockingKeys;
import dev.lethe.identitygraph.block.BlockingRule;
import dev.lethe.identitygraph.block.Blocks;
import dev.lethe.identitygraph.block.IdentifierCap;
import dev.lethe.identitygraph.score.Frequencies;
import dev.lethe.identitygraph.score.FrequencyKind;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Identifiers that are no one person's: a till's phone, a kiosk's device. Held by too many
 * customers, they first stop finding candidates and then stop counting as evidence. Immutable.
 */
public record GenericValues(Map<BlockingKey, Level> levels) {

  /** No value is generic. */
  public static final GenericValues NONE = new GenericValues(Map.of());

  /** What a value is still good for; the later, the less. */
  public enum Level {
    /** Finds nobody, but counts when something else found the pair. */
    NO_CANDIDATES,
    /** Counts for nothing. */
    NO_EVIDENCE
  }

  public GenericValues {
    levels = Map.copyOf(levels);
  }

  /**
   * Counts, over a partition, the customers that hold each identifier.
   *
   * @param customers the profiles of each, by position
   */
  static GenericValues count(List<Profile> profiles, Blocks blocks, int[][] customers) {
    var customerOf = new int[profiles.size()];
    for (var c = 0; c < customers.length; c++) {
      for (var position : customers[c]) {
        customerOf[position] = c;
      }
    }
    var holders = new HashMap<BlockingKey, Set<Integer>>();
    for (var crowd : blocks.crowds()) {
      for (var position : crowd.members()) {
        for (var key : identifiers(profiles.get(position), crowd.rule())) {
          holders.computeIfAbsent(key, k -> new HashSet<>()).add(customerOf[position]);
        }
      }
    }
    var levels = new HashMap<BlockingKey, Level>();
    holders.forEach((key, held) -> put(levels, key, held.size()));
    return new GenericValues(levels);
  }

  private static List<BlockingKey> identifiers(Profile profile, BlockingRule rule) {
    return BlockingKeys.identifiers(profile.attributes()).stream()
        .filter(key -> key.rule() == rule)
        .toList();
  }

  /** The positions of profiles that hold a value which is worth less here than it was before. */
  BitSet holdersOfFallen(GenericValues before, List<Profile> profiles, Blocks blocks) {
    var holders = new BitSet();
    for (var crowd : blocks.crowds()) {
      for (var position : crowd.members()) {
        if (identifiers(profiles.get(position), crowd.rule()).stream()
            .anyMatch(key -> levels.get(key) != before.levels.get(key))) {
          holders.set(position);
        }
      }
    }
    return holders;
  }

  private static void put(Map<BlockingKey, Level> levels, BlockingKey key, int customers) {
    IdentifierCap.of(key.rule())
        .filter(cap -> customers > cap.candidates())
        .ifPresent(cap ->
            levels.put(key, customers > cap.evidence() ? Level.NO_EVIDENCE : Level.NO_CANDIDATES));
  }

  /** Both together; a value in both keeps the stricter level. */
  public GenericValues and(GenericValues other) {
    var both = new HashMap<>(levels);
    other.levels.forEach(
        (key, level) -> both.merge(key, level, (a, b) -> a.compareTo(b) >= 0 ? a : b));
    return new GenericValues(both);
  }

  /** Whether the key must not find candidates. */
  public boolean mutes(BlockingKey key) {
    return levels.containsKey(key);
  }

  /** Whether the value counts for nothing. */
  public boolean demotes(FrequencyKind kind, String value) {
    return IdentifierCap.rule(kind)
        .map(rule -> levels.get(new BlockingKey(rule, value)) == Level.NO_EVIDENCE)
        .orElse(false);
  }

  /** The same frequencies, with these values demoted. */
  public Frequencies over(Frequencies counted) {
    return new Frequencies() {
      @Override
      public long holders(FrequencyKind kind, String value) {
        return counted.holders(kind, value);
      }

      @Override
      public long population(FrequencyKind kind) {
        return counted.population(kind);
      }

      @Override
      public long profiles() {
        return counted.profiles();
      }

      @Override
      public boolean demoted(FrequencyKind kind, String value) {
        return demotes(kind, value) || counted.demoted(kind, value);
      }
    };
  }
}
