package dev.lethe.bench.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.bench.feature.FeatureStore;
import dev.lethe.bench.feature.StatsBuilder;
import dev.lethe.bench.lake.EventLake;
import dev.lethe.bench.model.ModelRegistry;
import dev.lethe.bench.retailer.Account;
import dev.lethe.bench.retailer.Events;
import dev.lethe.bench.retailer.Retailer;
import dev.lethe.bench.stack.Resources;
import dev.lethe.bench.stack.Standalone;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a made-up retailer into a standalone, the way its pipelines would: through the API only.
 */
final class Shop {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PROFILES_A_CALL = 250;
  private static final int EVENTS_A_CALL = 5_000;
  private static final int COMMITS = 5;
  private static final Map<String, String> SOURCES =
      Map.of("pos", "pos", "web", "web", "app", "app", "anonymous", "other");

  private final Standalone stack;
  private final Retailer retailer;
  private final Steps steps;
  private final LetheApi pipeline;

  Shop(Standalone stack, Retailer retailer, Steps steps) {
    this.stack = stack;
    this.retailer = retailer;
    this.steps = steps;
    this.pipeline = stack.pipeline();
  }

  /** Declares the sources and where data lies; the model registry only where there is one. */
  void declare() throws ApiException, IOException {
    for (Map.Entry<String, String> source : SOURCES.entrySet()) {
      pipeline.put(
          "/api/v1/sources/" + source.getKey(),
          Map.of("kind", source.getValue(), "duplicate_free", false));
    }
    LetheApi officer = stack.person("officer");
    officer.putYaml("/api/v1/catalog/datasets", Resources.text("catalog/retail.yaml"));
    if (stack.models().isPresent()) {
      officer.putYaml("/api/v1/catalog/datasets", Resources.text("catalog/retail-models.yaml"));
    }
  }

  /** Sends every account; gives the profile of each by source and key. */
  Map<String, String> load() throws ApiException {
    Map<String, String> profiles = new HashMap<>();
    List<Account> accounts = retailer.accounts();
    for (int from = 0; from < accounts.size(); from += PROFILES_A_CALL) {
      List<Account> batch =
          accounts.subList(from, Math.min(from + PROFILES_A_CALL, accounts.size()));
      JsonNode answer =
          pipeline.post("/api/v1/profiles", batch.stream().map(Account::profile).toList());
      for (JsonNode item : answer.path("items")) {
        Account account = batch.get(item.path("index").asInt());
        if (item.hasNonNull("profile")) {
          profiles.put(account.source() + " " + account.key(), item.path("profile").asText());
        }
      }
    }
    steps.say(profiles.size() + " of " + accounts.size() + " profiles loaded");
    return profiles;
  }

  /**
   * Sends events through pseudonymisation into the lake, their features into the store, and
   * registers a model that was trained on a snapshot of them.
   */
  long trade(int events) throws ApiException, IOException {
    StatsBuilder stats = new StatsBuilder();
    long written = 0;
    Instant now = steps.now();
    Events stream = retailer.events(now);
    try (EventLake lake = stack.lake()) {
      for (int commit = 0; commit < COMMITS; commit++) {
        List<JsonNode> rows = pseudonymised(stream, events / COMMITS);
        rows.forEach(stats::add);
        long snapshot = lake.append(rows);
        written += rows.size();
        steps.say(written + " events in the lake");
        if (commit == COMMITS / 2) {
          train(snapshot);
        }
      }
    }
    Map<String, FeatureStore.Stats> features = stats.stats();
    try (FeatureStore store = stack.features()) {
      store.write(features, now);
    }
    steps.say("features of " + features.size() + " profiles in the store");
    return written;
  }

  private void train(long snapshot) throws IOException {
    Optional<ModelRegistry> models = stack.models();
    if (models.isPresent()) {
      String version = models.get().register(EventLake.ASSET, snapshot);
      steps.say("model churn, version " + version + ", trained on snapshot " + snapshot);
    } else {
      steps.say("no model registry on this machine; the demo goes on without a model");
    }
  }

  private List<JsonNode> pseudonymised(Events stream, int count) throws ApiException, IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (int left = count; left > 0; left -= EVENTS_A_CALL) {
      rows.addAll(pseudonymised(pipeline, stream.next(Math.min(EVENTS_A_CALL, left))));
    }
    return rows;
  }

  /** The events as they may be stored; a line that was refused is an error here. */
  static List<JsonNode> pseudonymised(LetheApi pipeline, List<Map<String, Object>> events)
      throws ApiException, IOException {
    StringBuilder lines = new StringBuilder();
    for (Map<String, Object> event : events) {
      lines.append(JSON.writeValueAsString(event)).append('\n');
    }
    List<JsonNode> out =
        pipeline.postLines("/api/v1/datasets/retail_events/pseudonymize", lines.toString());
    for (JsonNode row : out) {
      if (row.has("problem")) {
        throw new IOException(
            "an event was refused: " + row.path("problem").path("title").asText());
      }
    }
    if (out.size() != events.size()) {
      throw new IOException("sent " + events.size() + " events and got " + out.size() + " back");
    }
    return out;
  }
}
