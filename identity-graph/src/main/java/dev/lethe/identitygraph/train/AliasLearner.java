package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.score.Frequencies;
import dev.lethe.identitygraph.score.FrequencyKind;
import dev.lethe.identitygraph.score.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds values that stand for each other (a short name, a town within a town) by how often clusters
 * hold one beside the other. A pair seen in few clusters is left out: it would be a fact about
 * somebody, and models leave the house.
 */
final class AliasLearner {

  private static final int FEWEST_CLUSTERS = 5;
  private static final double FEWEST_BITS = 2;

  private final List<Profile> profiles;
  private final Frequencies frequencies;

  AliasLearner(List<Profile> profiles, Frequencies frequencies) {
    this.profiles = profiles;
    this.frequencies = frequencies;
  }

  /** Two values, the smaller first. */
  private record Pair(String a, String b) {}

  /** How much of one value's company is the other. */
  private static final class Company {
    double together;
    int clusters;
  }

  /** The aliases in clusters of positions, in order of kind and values. */
  List<Model.Alias> learn(int[][] clusters) {
    var aliases = new ArrayList<Model.Alias>();
    aliases.addAll(learn(clusters, FrequencyKind.NAME_TOKEN, a -> a.name().tokens()));
    aliases.addAll(learn(clusters, FrequencyKind.PLACE, AliasLearner::places));
    return aliases;
  }

  private static List<String> places(Attributes profile) {
    var places = new TreeSet<String>();
    if (profile.birthPlace() != null) {
      places.add(profile.birthPlace());
    }
    for (var address : profile.addresses()) {
      if (address.city() != null) {
        places.add(address.city());
      }
    }
    return List.copyOf(places);
  }

  private List<Model.Alias> learn(
      int[][] clusters, FrequencyKind kind, Function<Attributes, List<String>> values) {
    var pairs =
        new TreeMap<Pair, Company>(java.util.Comparator.comparing(Pair::a).thenComparing(Pair::b));
    var alone = new HashMap<String, Double>();
    for (var cluster : clusters) {
      if (cluster.length > 1) {
        count(cluster, values, pairs, alone);
      }
    }
    var aliases = new ArrayList<Model.Alias>();
    pairs.forEach((pair, company) -> {
      var bits = bits(kind, pair, company, alone);
      if (company.clusters >= FEWEST_CLUSTERS && bits > FEWEST_BITS) {
        aliases.add(new Model.Alias(kind, pair.a, pair.b, Math.round(bits * 64) / 64.0));
      }
    });
    return aliases;
  }

  private void count(
      int[] cluster,
      Function<Attributes, List<String>> values,
      Map<Pair, Company> pairs,
      Map<String, Double> alone) {
    var holders = new TreeMap<String, Integer>();
    var known = 0;
    for (var position : cluster) {
      var held = values.apply(profiles.get(position).attributes());
      known += held.isEmpty() ? 0 : 1;
      held.stream().filter(v -> v.length() > 1).forEach(v -> holders.merge(v, 1, Integer::sum));
    }
    for (var one : holders.entrySet()) {
      alone.merge(one.getKey(), one.getValue() * (known - 1.0) / known, Double::sum);
      for (var other : holders.tailMap(one.getKey(), false).entrySet()) {
        var company =
            pairs.computeIfAbsent(new Pair(one.getKey(), other.getKey()), p -> new Company());
        company.together += (double) one.getValue() * other.getValue() / known;
        company.clusters++;
      }
    }
  }

  private double bits(FrequencyKind kind, Pair pair, Company company, Map<String, Double> alone) {
    return Math.min(
        lift(kind, company.together, alone.getOrDefault(pair.a, 0.0), pair.b),
        lift(kind, company.together, alone.getOrDefault(pair.b, 0.0), pair.a));
  }

  private double lift(FrequencyKind kind, double together, double company, String other) {
    var share = (double) frequencies.holders(kind, other) / frequencies.population(kind);
    return company == 0 ? 0 : Math.log(together / company / share) / Math.log(2);
  }
}
