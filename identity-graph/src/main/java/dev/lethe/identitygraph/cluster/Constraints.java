package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.ProfileId;
import java.util.Set;

/**
 * What may never be: pairs that are known to be two people, and two profiles of one source that has
 * no duplicates.
 */
public record Constraints(Set<String> duplicateFreeSources, Set<Apart> apart) {

  /** Everything is allowed. */
  public static final Constraints NONE = new Constraints(Set.of(), Set.of());

  /** Two profiles of different people. */
  public record Apart(ProfileId a, ProfileId b) {

    public Apart {
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
  }
}
