package dev.lethe.service.identity;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Constraints.Pair;
import dev.lethe.service.identity.Decisions.Standing;
import dev.lethe.service.identity.Decisions.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Standing decisions, kept free of contradictions. */
final class DecisionBook {
  private final List<Standing> standing;

  DecisionBook(Collection<Standing> standing) {
    this.standing = new ArrayList<>(standing);
  }

  /** The decision that already says this, if one does. */
  Optional<Standing> saying(Verdict verdict, Pair pair) {
    return standing.stream()
        .filter(d -> d.verdict() == verdict && d.pair().equals(pair))
        .findFirst();
  }

  /** The decision that forbids this one, if one does; of a chain the first link. */
  Optional<Standing> against(Verdict verdict, Pair pair) {
    if (verdict == Verdict.DIFFERENT) {
      return chain(pair).stream().findFirst();
    }
    var left = joined(pair.a());
    var right = joined(pair.b());
    return standing.stream()
        .filter(d -> d.verdict() == Verdict.DIFFERENT)
        .filter(d -> parts(d.pair(), left, right) || parts(d.pair(), right, left))
        .findFirst();
  }

  void add(Standing decision) {
    standing.add(decision);
  }

  private static boolean parts(Pair pair, Set<ProfileId> left, Set<ProfileId> right) {
    return left.contains(pair.a()) && right.contains(pair.b());
  }

  private Set<ProfileId> joined(ProfileId profile) {
    var joined = new HashSet<>(walk(profile).keySet());
    joined.add(profile);
    return joined;
  }

  /** The chain of "same" from one side to the other; empty when there is none. */
  private List<Standing> chain(Pair pair) {
    var cameBy = walk(pair.a());
    var chain = new ArrayList<Standing>();
    var at = pair.b();
    for (var step = cameBy.get(at); step != null; step = cameBy.get(at)) {
      chain.add(step);
      at = other(step.pair(), at);
    }
    Collections.reverse(chain);
    return chain;
  }

  /** By which decision each profile is reached from this one. */
  private Map<ProfileId, Standing> walk(ProfileId start) {
    var cameBy = new HashMap<ProfileId, Standing>();
    var queue = new ArrayDeque<>(List.of(start));
    while (!queue.isEmpty()) {
      var at = queue.removeFirst();
      for (var step : standing) {
        var touches = step.pair().a().equals(at) || step.pair().b().equals(at);
        if (step.verdict() == Verdict.SAME && touches) {
          var next = other(step.pair(), at);
          if (!next.equals(start) && cameBy.putIfAbsent(next, step) == null) {
            queue.addLast(next);
          }
        }
      }
    }
    return cameBy;
  }

  private static ProfileId other(Pair pair, ProfileId side) {
    return pair.a().equals(side) ? pair.b() : pair.a();
  }
}
