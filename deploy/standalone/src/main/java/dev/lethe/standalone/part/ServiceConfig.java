package dev.lethe.standalone.part;

import dev.lethe.standalone.home.Home;
import dev.lethe.standalone.home.Ports;
import dev.lethe.standalone.home.Secrets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * The settings of the service that only this home knows: addresses, folders and secrets. Everything
 * that is the same in every installation stands in the service's own application.properties.
 */
public final class ServiceConfig {
  private final Home home;
  private final Ports ports;
  private final Secrets secrets;
  private final boolean withModels;

  public ServiceConfig(Home home, Ports ports, Secrets secrets, boolean withModels) {
    this.home = home;
    this.ports = ports;
    this.secrets = secrets;
    this.withModels = withModels;
  }

  String render() {
    return entries().entrySet().stream()
        .map(e -> e.getKey() + "=" + escape(e.getValue()) + "\n")
        .collect(Collectors.joining("", "# Written at every start; changes here are lost.\n", ""));
  }

  SequencedMap<String, String> entries() {
    var all = new LinkedHashMap<String, String>();
    all.put("quarkus.http.host", "127.0.0.1");
    all.put("quarkus.http.port", Integer.toString(ports.service()));
    all.putAll(tls(System.getenv()));
    all.putAll(dataSource("quarkus.datasource", "lethe", "lethe_app"));
    all.put("quarkus.datasource.password", secrets.reveal(Secrets.Name.POSTGRES_LETHE_APP));
    all.putAll(dataSource("quarkus.datasource.vault", "lethe_vault", "lethe_vault"));
    all.put("quarkus.datasource.vault.password", secrets.reveal(Secrets.Name.POSTGRES_LETHE_VAULT));
    all.putAll(signIn());
    all.putAll(vault());
    all.putAll(lake());
    all.putAll(features());
    if (withModels) {
      all.put("lethe.targets.models.connector", "modelregistry");
      all.put("lethe.targets.models.tracking-uri", ModelsPart.uri(ports.models()));
    }
    return all;
  }

  /** The service answers over TLS too where the environment brings a certificate for it. */
  static SequencedMap<String, String> tls(Map<String, String> environment) {
    var tls = new LinkedHashMap<String, String>();
    var keyStore = environment.get("LETHE_TLS_KEY_STORE");
    if (keyStore != null) {
      tls.put("quarkus.http.ssl-port", environment.getOrDefault("LETHE_TLS_PORT", "8443"));
      tls.put("quarkus.http.ssl.certificate.key-store-file", keyStore);
      tls.put(
          "quarkus.http.ssl.certificate.key-store-password",
          environment.getOrDefault("LETHE_TLS_PASSWORD", ""));
    }
    return tls;
  }

  private Map<String, String> dataSource(String prefix, String database, String role) {
    return Map.of(prefix + ".jdbc.url", jdbcUrl(database), prefix + ".username", role);
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + database;
  }

  private SequencedMap<String, String> signIn() {
    var signIn = new LinkedHashMap<String, String>();
    signIn.put("quarkus.oidc.auth-server-url", KeycloakPart.issuer(ports));
    signIn.put("quarkus.oidc.credentials.secret", secrets.reveal(Secrets.Name.CLIENT_WEB));
    signIn.put(
        "quarkus.oidc.token-state-manager.encryption-secret",
        secrets.reveal(Secrets.Name.SESSION_COOKIE));
    return signIn;
  }

  private SequencedMap<String, String> vault() {
    Path folder = home.vault();
    var vault = new LinkedHashMap<String, String>();
    vault.put("lethe.vault.root-file", folder.resolve("roots.bin").toString());
    vault.put("lethe.vault.root-passphrase", secrets.reveal(Secrets.Name.VAULT_PASSPHRASE));
    vault.put("lethe.vault.tombstone-file", folder.resolve("tombstones.log").toString());
    return vault;
  }

  private SequencedMap<String, String> lake() {
    var lake = new LinkedHashMap<String, String>();
    lake.put("lethe.targets.lake.connector", "lake");
    lake.put("lethe.targets.lake.catalog-uri", jdbcUrl("lethe_lake"));
    lake.put("lethe.targets.lake.catalog-user", "lethe_lake");
    lake.put(
        "lethe.targets.lake.catalog-password", secrets.reveal(Secrets.Name.POSTGRES_LETHE_LAKE));
    lake.put("lethe.targets.lake.warehouse", home.warehouse().toString());
    return lake;
  }

  private SequencedMap<String, String> features() {
    var features = new LinkedHashMap<String, String>();
    features.put("lethe.targets.features.connector", "featurestore");
    features.put("lethe.targets.features.redis-uri", RedisPart.uri(ports.redis(), secrets));
    features.put("lethe.targets.features.project", "shop");
    features.put("lethe.targets.features.key-version", "3");
    return features;
  }

  // Properties files and the service's configuration both give the backslash a meaning; the latter
  // also the dollar.
  private static String escape(String value) {
    return value.replace("\\", "\\\\\\\\").replace("$", "\\\\$");
  }
}
