package dev.lethe.identitygraph.block;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each blocking rule costs and finds: numbers only, no value. Costs are counted over all
 * profiles; what a rule adds is counted among the profiles sampled.
 *
 * @param sampled how many profiles {@code only} and {@code found} of the rules are counted among
 * @param pairs different pairs that all rules together find among the sampled
 */
public record BlockingAnalysis(long sampled, long pairs, List<Rule> rules) {

  private static final int MOST_SHOWN = 10;

  /**
   * One rule.
   *
   * @param values different values that profiles hold
   * @param pairs comparisons that the rule asks for, over all values that are not too common
   * @param tooCommon values with more holders than the rule's cap, which find nobody
   * @param biggest the most holders that values have, up to ten
   * @param found pairs that the rule finds among the sampled
   * @param only those of them that no other rule finds
   */
  public record Rule(
      BlockingRule rule,
      long values,
      long pairs,
      long tooCommon,
      List<Integer> biggest,
      long found,
      long only) {

    public Rule {
      biggest = List.copyOf(biggest);
    }
  }

  public BlockingAnalysis {
    rules = List.copyOf(rules);
  }

  /** Collects sizes of blocks and sampled profiles, in any order. Not thread-safe. */
  public static final class Builder {

    private final Map<BlockingRule, Map<Integer, Long>> sizes = new EnumMap<>(BlockingRule.class);
    private final Map<Object, List<Integer>> members = new HashMap<>();
    private final Map<Object, BlockingRule> ruleOf = new HashMap<>();
    private int sampled;

    /** So many values of a rule have so many holders each, over all profiles. */
    public Builder blocks(BlockingRule rule, int holders, long values) {
      sizes.computeIfAbsent(rule, r -> new HashMap<>()).merge(holders, values, Long::sum);
      return this;
    }

    /**
     * A sampled profile by its values that are not too common.
     *
     * @param values each by its rule; equal values of two profiles are {@code equals}
     */
    public Builder sample(Map<?, BlockingRule> values) {
      values.forEach((value, rule) -> {
        members.computeIfAbsent(value, v -> new ArrayList<>(2)).add(sampled);
        ruleOf.putIfAbsent(value, rule);
      });
      sampled++;
      return this;
    }

    /** Counts it all together. */
    public BlockingAnalysis build() {
      var masks = masks();
      var found = new EnumMap<BlockingRule, Long>(BlockingRule.class);
      var only = new EnumMap<BlockingRule, Long>(BlockingRule.class);
      for (var mask : masks.values()) {
        for (var rule : BlockingRule.values()) {
          if ((mask & bit(rule)) != 0) {
            found.merge(rule, 1L, Long::sum);
            only.merge(rule, mask == bit(rule) ? 1L : 0L, Long::sum);
          }
        }
      }
      return new BlockingAnalysis(
          sampled,
          masks.size(),
          sizes.entrySet().stream()
              .map(entry ->
                  rule(
                      entry.getKey(),
                      entry.getValue(),
                      found.getOrDefault(entry.getKey(), 0L),
                      only.getOrDefault(entry.getKey(), 0L)))
              .toList());
    }

    /** Which rules find each pair of sampled profiles. */
    private Map<Long, Integer> masks() {
      var masks = new HashMap<Long, Integer>();
      members.forEach((value, holders) -> {
        var rule = ruleOf.get(value);
        for (var i = 0; rule != null && i < holders.size(); i++) {
          for (var j = i + 1; j < holders.size(); j++) {
            var pair = (long) holders.get(i) << Integer.SIZE | holders.get(j);
            masks.merge(pair, bit(rule), (a, b) -> a | b);
          }
        }
      });
      return masks;
    }

    private static int bit(BlockingRule rule) {
      return 1 << rule.ordinal();
    }

    private static Rule rule(BlockingRule rule, Map<Integer, Long> sizes, long found, long only) {
      var values = 0L;
      var pairs = 0L;
      var tooCommon = 0L;
      for (var size : sizes.entrySet()) {
        long holders = size.getKey();
        values += size.getValue();
        if (holders > rule.cap()) {
          tooCommon += size.getValue();
        } else {
          pairs += size.getValue() * (holders * (holders - 1) / 2);
        }
      }
      return new Rule(rule, values, pairs, tooCommon, biggest(sizes), found, only);
    }

    private static List<Integer> biggest(Map<Integer, Long> sizes) {
      var biggest = new ArrayList<Integer>();
      sizes.entrySet().stream()
          .sorted(Comparator.comparingInt((Map.Entry<Integer, Long> size) -> -size.getKey()))
          .forEach(size -> {
            for (var n = 0; n < size.getValue() && biggest.size() < MOST_SHOWN; n++) {
              biggest.add(size.getKey());
            }
          });
      return biggest;
    }
  }

  /** The same for profiles in memory, all of them sampled. */
  public static BlockingAnalysis of(Collection<? extends Collection<BlockingKey>> profiles) {
    var holders = new HashMap<BlockingKey, Integer>();
    profiles.forEach(keys -> keys.forEach(key -> holders.merge(key, 1, Integer::sum)));
    var builder = new Builder();
    holders.forEach((key, count) -> builder.blocks(key.rule(), count, 1));
    for (var keys : profiles) {
      var finding = new HashMap<BlockingKey, BlockingRule>();
      for (var key : keys) {
        if (holders.getOrDefault(key, 0) <= key.rule().cap()) {
          finding.put(key, key.rule());
        }
      }
      builder.sample(finding);
    }
    return builder.build();
  }
}
