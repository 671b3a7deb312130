package dev.lethe.identitygraph.confidence;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Link;
import dev.lethe.identitygraph.confidence.ProfileConfidence.Degree;
import dev.lethe.identitygraph.confidence.ProfileConfidence.Treatment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Carries what a person proved along the links of their customer. A chain of links holds only if
 * each of them does, so its probability is the product of theirs; of several chains the best
 * counts. That is stricter than the strength of the weakest link, which is told as well. Pure.
 */
public final class Confidence {

  /** As sure as data gets: what holds a proven value, or was decided by a person. */
  public static final double CERTAIN = 40;

  private final Map<ProfileId, List<Link>> links = new HashMap<>();

  /** What is known of a profile on the way: log2 of the chain's probability, and the way. */
  private record Reached(ProfileId profile, double value, @Nullable Reached before) {}

  /** Extends a chain by a link's bits. */
  private interface Extension {
    double by(double chain, double bits);
  }

  /** Every link counts in both directions. */
  public Confidence(Collection<Link> links) {
    for (var link : links) {
      this.links.computeIfAbsent(link.a(), profile -> new ArrayList<>()).add(link);
      this.links.computeIfAbsent(link.b(), profile -> new ArrayList<>()).add(link);
    }
  }

  /**
   * Judges each of the profiles, by id.
   *
   * @param proven bits by which the proven values alone point at a profile
   */
  public List<ProfileConfidence> judge(
      Collection<ProfileId> profiles, Map<ProfileId, Double> proven, Bounds bounds) {
    var reliable =
        best(proven, Confidence::logProbability, (chain, bits) -> chain + logProbability(bits));
    var widest = best(proven, bits -> bits, Math::min);
    return profiles.stream()
        .sorted()
        .map(profile -> judge(profile, reliable.get(profile), widest.get(profile), bounds))
        .toList();
  }

  private static ProfileConfidence judge(
      ProfileId profile, @Nullable Reached reliable, @Nullable Reached widest, Bounds bounds) {
    if (reliable == null || widest == null) {
      var never = Double.NEGATIVE_INFINITY;
      return new ProfileConfidence(
          profile, never, never, 0, Degree.NONE, Treatment.LEAVE, List.of());
    }
    var probability = Math.pow(2, reliable.value());
    var bits = Math.min(CERTAIN, logOdds(reliable.value()));
    return new ProfileConfidence(
        profile,
        bits,
        Math.min(CERTAIN, widest.value()),
        probability,
        degree(bits, bounds),
        treatment(bits, bounds),
        path(reliable));
  }

  private static Degree degree(double bits, Bounds bounds) {
    if (bits >= bounds.reasonablyHigh()) {
      return Degree.REASONABLY_HIGH;
    }
    return bits >= bounds.erase() ? Degree.REASONABLE : Degree.NONE;
  }

  private static Treatment treatment(double bits, Bounds bounds) {
    if (bits >= bounds.erase()) {
      return Treatment.ERASE;
    }
    return bits >= bounds.ask() ? Treatment.ASK : Treatment.LEAVE;
  }

  private static List<ProfileId> path(Reached end) {
    var path = new ArrayList<ProfileId>();
    for (var at = end; at != null; at = at.before()) {
      path.add(at.profile());
    }
    Collections.reverse(path);
    return path;
  }

  /** Dijkstra's walk, which holds for every extension that never makes a chain better. */
  private Map<ProfileId, Reached> best(
      Map<ProfileId, Double> proven,
      java.util.function.DoubleUnaryOperator start,
      Extension extension) {
    var queue =
        new PriorityQueue<>(
            Comparator.comparingDouble(Reached::value).reversed().thenComparing(Reached::profile));
    proven.forEach(
        (profile, bits) -> queue.add(new Reached(profile, start.applyAsDouble(bits), null)));
    var settled = new HashMap<ProfileId, Reached>();
    while (!queue.isEmpty()) {
      var at = queue.remove();
      if (settled.putIfAbsent(at.profile(), at) != null) {
        continue;
      }
      for (var link : links.getOrDefault(at.profile(), List.of())) {
        var other = link.a().equals(at.profile()) ? link.b() : link.a();
        if (!settled.containsKey(other)) {
          queue.add(new Reached(other, extension.by(at.value(), link.weight()), at));
        }
      }
    }
    return settled;
  }

  /** log2 of the probability that so many bits of odds amount to; exact for large odds. */
  private static double logProbability(double bits) {
    return -Math.log1p(Math.pow(2, -bits)) / Math.log(2);
  }

  private static double logOdds(double logProbability) {
    return logProbability - Math.log(-Math.expm1(logProbability * Math.log(2))) / Math.log(2);
  }
}
