package dev.lethe.bench.identity.metrics;

import dev.lethe.identitygraph.ProfileId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Pairs of different people who are easily taken for one, and how many of them a partition mixed.
 */
public final class HardPairs {

  private final Set<Pair> pairs = new HashSet<>();

  private record Pair(String a, String b) {

    static Pair of(String one, String other) {
      return one.compareTo(other) < 0 ? new Pair(one, other) : new Pair(other, one);
    }
  }

  /** Adds every pair among these people. */
  public void among(List<String> people) {
    for (var i = 0; i < people.size(); i++) {
      for (var j = i + 1; j < people.size(); j++) {
        pairs.add(Pair.of(people.get(i), people.get(j)));
      }
    }
  }

  /** How many pairs there are. */
  public int size() {
    return pairs.size();
  }

  /** How many pairs have a profile each in one and the same customer. */
  public int mixed(Collection<? extends Collection<ProfileId>> clusters, Truth truth) {
    var mixed = new HashSet<Pair>();
    for (var cluster : clusters) {
      var people = cluster.stream().map(truth::person).distinct().toList();
      for (var i = 0; i < people.size(); i++) {
        for (var j = i + 1; j < people.size(); j++) {
          mixed.add(Pair.of(people.get(i), people.get(j)));
        }
      }
    }
    mixed.retainAll(pairs);
    return mixed.size();
  }
}
