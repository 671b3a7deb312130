package dev.lethe.standalone;

import dev.lethe.standalone.home.DemoUser;
import dev.lethe.standalone.home.Home;
import dev.lethe.standalone.home.Json;
import dev.lethe.standalone.home.Options;
import dev.lethe.standalone.home.Ports;
import dev.lethe.standalone.home.Secrets;
import dev.lethe.standalone.part.KeycloakPart;
import dev.lethe.standalone.part.ModelsPart;
import dev.lethe.standalone.part.RedisPart;
import dev.lethe.standalone.part.ServiceConfig;
import dev.lethe.standalone.part.ServicePart;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What scripts need to know about a running standalone, secrets included: for its owner only. */
final class ReadyFile {
  private final Home home;
  private final Options options;
  private final Secrets secrets;
  private final ServiceConfig config;
  private final boolean withModels;

  ReadyFile(Home home, Options options, Secrets secrets, ServiceConfig config, boolean withModels) {
    this.home = home;
    this.options = options;
    this.secrets = secrets;
    this.config = config;
    this.withModels = withModels;
  }

  String render() {
    Ports ports = options.ports();
    var all = new LinkedHashMap<String, @Nullable Object>();
    all.put("pid", ProcessHandle.current().pid());
    all.put("home", home.root());
    all.put("service_url", ServicePart.url(ports));
    all.put("issuer", KeycloakPart.issuer(ports));
    all.put("token_endpoint", KeycloakPart.issuer(ports) + "/protocol/openid-connect/token");
    all.put("ports", ports.byPart());
    all.put("clients", clients());
    all.put("users", DemoUser.passwords());
    all.put("databases", databases());
    all.put("lake", lake());
    all.put("redis_uri", RedisPart.uri(ports.redis(), secrets));
    all.put("mlflow_uri", withModels ? ModelsPart.uri(ports.models()) : null);
    all.put("python", withModels ? ModelsPart.python(options.cache()) : null);
    return Json.write(all) + "\n";
  }

  private Map<String, Object> clients() {
    return Map.of(
        "cli", client("lethe-cli", Secrets.Name.CLIENT_CLI),
        "pipeline", client("lethe-pipeline", Secrets.Name.CLIENT_PIPELINE));
  }

  private Map<String, String> client(String id, Secrets.Name secret) {
    return Map.of("id", id, "secret", secrets.reveal(secret));
  }

  private Map<String, Object> databases() {
    return Map.of(
        "lethe", database("lethe", "lethe_app", Secrets.Name.POSTGRES_LETHE_APP),
        "vault", database("lethe_vault", "lethe_vault", Secrets.Name.POSTGRES_LETHE_VAULT));
  }

  private Map<String, String> database(String name, String role, Secrets.Name password) {
    return Map.of("url", config.jdbcUrl(name), "user", role, "password", secrets.reveal(password));
  }

  private SequencedMap<String, Object> lake() {
    var lake = new LinkedHashMap<String, Object>();
    lake.put("catalog_uri", config.jdbcUrl("lethe_lake"));
    lake.put("catalog_user", "lethe_lake");
    lake.put("catalog_password", secrets.reveal(Secrets.Name.POSTGRES_LETHE_LAKE));
    lake.put("warehouse", home.warehouse());
    return lake;
  }

  /** Where the launcher keeps its own copy. */
  static Path within(Home home) {
    return home.run().resolve("ready.json");
  }
}
