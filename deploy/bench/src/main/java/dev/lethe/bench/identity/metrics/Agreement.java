package dev.lethe.bench.identity.metrics;

import dev.lethe.identitygraph.ProfileId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far two partitions of the same profiles say the same. */
public final class Agreement {

  private Agreement() {}

  /**
   * Of the pairs that are one person, or that either partition puts together, the share on which
   * the partitions agree; 1 where there are none.
   *
   * @throws IllegalArgumentException when the partitions are not of the same profiles
   */
  public static double share(
      Collection<? extends Collection<ProfileId>> one,
      Collection<? extends Collection<ProfileId>> other,
      Truth truth) {
    var first = numbered(one);
    var second = numbered(other);
    if (!first.keySet().equals(second.keySet())) {
      throw new IllegalArgumentException("partitions of different profiles");
    }
    var ids = List.copyOf(first.keySet());
    var a = ids.stream().map(first::get).toList();
    var b = ids.stream().map(second::get).toList();
    var t = ids.stream().map(truth::person).toList();
    var both = pairs(a, b);
    var apart = pairs(a) + pairs(b) - 2 * both;
    var any = pairs(a) + pairs(b) + pairs(t) - both - pairs(a, t) - pairs(b, t) + pairs(a, b, t);
    return any == 0 ? 1 : 1 - (double) apart / any;
  }

  private static Map<ProfileId, Integer> numbered(
      Collection<? extends Collection<ProfileId>> clusters) {
    var numbers = new HashMap<ProfileId, Integer>();
    var number = 0;
    for (var cluster : clusters) {
      for (var profile : cluster) {
        numbers.put(profile, number);
      }
      number++;
    }
    return numbers;
  }

  /** Pairs that are together in every one of the groupings. */
  private static long pairs(List<?>... groupings) {
    var sizes = new HashMap<List<Object>, Long>();
    for (var i = 0; i < groupings[0].size(); i++) {
      var at = i;
      sizes.merge(
          java.util.Arrays.stream(groupings).<Object>map(grouping -> grouping.get(at)).toList(),
          1L,
          Long::sum);
    }
    return Counts.pairs(sizes);
  }
}
