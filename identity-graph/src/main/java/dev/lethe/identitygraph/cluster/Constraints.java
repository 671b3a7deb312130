package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.ProfileId;
import java.util.Set;

/**
 * What people and sources have settled: pairs that are two people, pairs that are one, and sources
 * in which one person has at most one profile. {@code together} wins over {@code
 * duplicateFreeSources}; it must not contradict {@code apart}.
 */
public record Constraints(Set<String> duplicateFreeSources, Set<Pair> apart, Set<Pair> together) {

  /** Everything is allowed. */
  public static final Constraints NONE = new Constraints(Set.of(), Set.of(), Set.of());

  /** Two profiles, the smaller id first. */
  public record Pair(ProfileId a, ProfileId b) {

    /**
     * @throws IllegalArgumentException when both are the same profile
     */
    public Pair {
      if (a.equals(b)) {
        throw new IllegalArgumentException("a profile is not a pair");
      }
      if (a.compareTo(b) > 0) {
        var swap = a;
        a = b;
        b = swap;
      }
    }
  }

  public Constraints {
    duplicateFreeSources = Set.copyOf(duplicateFreeSources);
    apart = Set.copyOf(apart);
    together = Set.copyOf(together);
  }
}
