package dev.lethe.bench.feature;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Computes the features of every profile from the pseudonymised events that pass by. */
public final class StatsBuilder {
  private final Map<String, Sum> sums = new HashMap<>();

  private static final class Sum {
    private double spent;
    private long orders;
    private String lastCategory = "";
    private String lastAt = "";
  }

  /** Takes one event; those without a profile count for nobody. */
  public void add(JsonNode event) {
    String profile = event.path("profile").asText("");
    if (profile.isEmpty()) {
      return;
    }
    Sum sum = sums.computeIfAbsent(profile, p -> new Sum());
    JsonNode bought = event.path("properties");
    if (event.path("event_type").asText().equals("purchase")) {
      sum.spent += bought.path("price").asDouble() * bought.path("quantity").asInt();
      sum.orders++;
    }
    String at = event.path("timestamp").asText();
    if (at.compareTo(sum.lastAt) > 0) {
      sum.lastAt = at;
      sum.lastCategory = bought.path("category").asText();
    }
  }

  /** The features so far, by profile. */
  public Map<String, FeatureStore.Stats> stats() {
    Map<String, FeatureStore.Stats> stats = new TreeMap<>();
    sums.forEach((profile, sum) ->
        stats.put(
            profile,
            new FeatureStore.Stats(
                sum.orders == 0 ? 0 : sum.spent / sum.orders, sum.orders, sum.lastCategory)));
    return stats;
  }
}
