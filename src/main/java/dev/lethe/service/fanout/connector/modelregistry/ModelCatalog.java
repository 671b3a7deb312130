package dev.lethe.service.fanout.connector.modelregistry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The registry's models and versions, read page by page. */
final class ModelCatalog {

  private final MlflowHttp http;
  private final int pageSize;

  ModelCatalog(MlflowHttp http, int pageSize) {
    this.http = http;
    this.pageSize = pageSize;
  }

  List<String> models() {
    List<String> names = new ArrayList<>();
    pages(
        "registered-models/search",
        Map.of(),
        page -> page.path("registered_models").forEach(model -> names.add(text(model, "name"))));
    return names;
  }

  /** Every version of one model, none where the model is unknown. */
  List<ModelVersion> versions(String model) {
    List<ModelVersion> versions = new ArrayList<>();
    pages(
        "model-versions/search",
        Map.of("filter", "name=" + quoted(model)),
        page -> page.path("model_versions").forEach(version -> versions.add(version(version))));
    return versions;
  }

  /** One version as it is now, asked for by itself. */
  ModelVersion version(String model, String version) {
    return version(
        http.get("model-versions/get", Map.of("name", model, "version", version))
            .path("model_version"));
  }

  void tag(ModelVersion version, String key, String value) {
    http.post(
        "model-versions/set-tag",
        Map.of("name", version.model(), "version", version.version(), "key", key, "value", value));
  }

  private void pages(String path, Map<String, String> parameters, Consumer<JsonNode> seen) {
    String token = "";
    do {
      var all = new LinkedHashMap<>(parameters);
      all.put("max_results", Integer.toString(pageSize));
      if (!token.isEmpty()) {
        all.put("page_token", token);
      }
      JsonNode page = http.get(path, all);
      seen.accept(page);
      token = page.path("next_page_token").asText("");
    } while (!token.isEmpty());
  }

  private static ModelVersion version(JsonNode node) {
    var tags = new LinkedHashMap<String, String>();
    node.path("tags").forEach(tag -> tags.put(text(tag, "key"), text(tag, "value")));
    long created = node.path("creation_timestamp").asLong();
    return new ModelVersion(
        text(node, "name"), text(node, "version"), Instant.ofEpochMilli(created), tags);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }

  /** The registry's filter language knows two quotes and no escape. */
  private static String quoted(String name) {
    return name.contains("'") ? "\"" + name + "\"" : "'" + name + "'";
  }
}
