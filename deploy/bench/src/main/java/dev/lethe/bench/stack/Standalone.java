package dev.lethe.bench.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.bench.feature.FeatureStore;
import dev.lethe.bench.lake.EventLake;
import dev.lethe.bench.model.ModelRegistry;
import dev.lethe.cli.api.LetheApi;
import dev.lethe.cli.api.OidcTokens;
import dev.lethe.cli.api.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** A running standalone, as its ready file describes it. Secrets stay inside. */
public final class Standalone {
  private final JsonNode facts;
  private final InstantSource clock;

  private Standalone(JsonNode facts, InstantSource clock) {
    this.facts = facts;
    this.clock = clock;
  }

  /** Reads the ready file that the launcher wrote. */
  public static Standalone read(Path readyFile, InstantSource clock) throws IOException {
    return new Standalone(new ObjectMapper().readTree(readyFile.toFile()), clock);
  }

  /** The same one at another address, such as its address with TLS. */
  public Standalone at(URI url) {
    ObjectNode moved = ((ObjectNode) facts).deepCopy();
    moved.put("service_url", url.toString());
    return new Standalone(moved, clock);
  }

  /** Lethe, as a pipeline calls it. */
  public LetheApi pipeline() {
    JsonNode client = facts.required("clients").required("pipeline");
    return new LetheApi(
        url(), OidcTokens.ofClient(endpoint(), text(client, "id"), secret(client), clock));
  }

  /** Lethe, as one of the demo's people uses it. */
  public LetheApi person(String user) {
    JsonNode client = facts.required("clients").required("cli");
    Secret password = new Secret(text(facts.required("users"), user));
    return new LetheApi(
        url(),
        OidcTokens.ofPerson(endpoint(), text(client, "id"), secret(client), user, password, clock));
  }

  /** The folder of its data, settings and logs. */
  public Path home() {
    return Path.of(text(facts, "home"));
  }

  /** The lake's table. */
  public EventLake lake() {
    JsonNode lake = facts.required("lake");
    return new EventLake(
        text(lake, "catalog_uri"),
        text(lake, "catalog_user"),
        text(lake, "catalog_password"),
        warehouse());
  }

  /** The folder of the lake's files. */
  public Path warehouse() {
    return Path.of(text(facts.required("lake"), "warehouse"));
  }

  /** The online features. */
  public FeatureStore features() {
    return new FeatureStore(URI.create(text(facts, "redis_uri")));
  }

  /** The model registry, where this machine could have one. */
  public Optional<ModelRegistry> models() {
    String uri = facts.path("mlflow_uri").asText("");
    return uri.isEmpty() || facts.path("mlflow_uri").isNull()
        ? Optional.empty()
        : Optional.of(new ModelRegistry(URI.create(uri)));
  }

  private String url() {
    return text(facts, "service_url");
  }

  private URI endpoint() {
    return URI.create(text(facts, "token_endpoint"));
  }

  private static Secret secret(JsonNode client) {
    return new Secret(text(client, "secret"));
  }

  private static String text(JsonNode node, String name) {
    return node.required(name).asText();
  }
}
