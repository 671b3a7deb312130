package dev.lethe.service.identity;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Constraints.Pair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Which pairs of profiles a decision about whole customers comes down to. */
final class DecidedPairs {
  private static final int MOST = 2_500;

  private DecidedPairs() {}

  /** One pair is enough: whoever is one person with either side stays where they are. */
  static List<Pair> joining(Collection<ProfileId> left, Collection<ProfileId> right) {
    return List.of(new Pair(Collections.min(left), Collections.min(right)));
  }

  /**
   * Every profile of one side with every one of the other; of sides too large for that, each with
   * the other side's lowest, which still keeps the two lowest and all that goes with them apart.
   */
  static List<Pair> parting(Collection<ProfileId> left, Collection<ProfileId> right) {
    var whole = (long) left.size() * right.size() <= MOST;
    var first = Collections.min(left);
    var second = Collections.min(right);
    var pairs = new ArrayList<Pair>();
    for (var a : left.stream().sorted().toList()) {
      for (var b : right.stream().sorted().toList()) {
        if (whole || a.equals(first) || b.equals(second)) {
          pairs.add(new Pair(a, b));
        }
      }
    }
    return pairs;
  }
}
