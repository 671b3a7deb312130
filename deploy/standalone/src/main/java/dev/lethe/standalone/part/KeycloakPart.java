package dev.lethe.standalone.part;

import dev.lethe.standalone.home.Home;
import dev.lethe.standalone.home.Options;
import dev.lethe.standalone.home.Ports;
import dev.lethe.standalone.home.Secrets;
import dev.lethe.standalone.process.AotCache;
import dev.lethe.standalone.process.JavaProgram;
import dev.lethe.standalone.process.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Keycloak with the realm lethe. Programs lie in the machine's cache, data in the home; the client
 * secrets reach the realm through the environment, so that no file of the program holds one.
 */
public final class KeycloakPart extends JavaPart {
  private static final Duration LIMIT = Duration.ofSeconds(180);
  private static final String REALM_FILE = "lethe-realm.json";

  private final Home home;
  private final Options options;
  private final Secrets secrets;
  private final KeycloakDistribution distribution;

  public KeycloakPart(Home home, Options options, Secrets secrets) {
    this.home = home;
    this.options = options;
    this.secrets = secrets;
    this.distribution = new KeycloakDistribution(options.cache(), home.log("keycloak-build"));
  }

  @Override
  public String name() {
    return "Keycloak";
  }

  static String baseUrl(Ports ports) {
    return "http://127.0.0.1:" + ports.keycloak();
  }

  public static String issuer(Ports ports) {
    return baseUrl(ports) + "/realms/lethe";
  }

  @Override
  public Outcome start() throws IOException, InterruptedException {
    Path programFolder = distribution.ensure();
    layOut(programFolder);
    String discovery = issuer(options.ports()) + "/.well-known/openid-configuration";
    var started =
        stopping(new JavaProgram("keycloak", home, home.keycloak(), cacheFor(programFolder)));
    started.start(
        KeycloakCommand.arguments(programFolder, home.keycloak(), options.ports().keycloak()),
        environment(),
        LIMIT,
        () -> Probe.answers(discovery));
    return new Ready(baseUrl(options.ports()) + ", realm lethe");
  }

  private AotCache cacheFor(Path programFolder) throws IOException {
    return new AotCache(
        options.cache().resolve("keycloak-" + KeycloakDistribution.VERSION + ".aot"),
        AotCache.fingerprintOf(programFolder.resolve("lib")),
        !options.throwaway());
  }

  // Keycloak wants programs and data under one folder: links give every home such a folder.
  private void layOut(Path programFolder) throws IOException {
    Path imports = home.keycloak().resolve("data/import");
    Files.createDirectories(imports);
    for (String shared : List.of("lib", "conf", "providers", "themes")) {
      Path link = home.keycloak().resolve(shared);
      if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(link);
      }
      Files.createSymbolicLink(link, programFolder.resolve(shared));
    }
    try (InputStream realm = KeycloakPart.class.getResourceAsStream("/keycloak/" + REALM_FILE)) {
      if (realm == null) {
        throw new IllegalStateException("the realm is missing from the launcher's jar");
      }
      Files.copy(realm, imports.resolve(REALM_FILE), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Map<String, String> environment() {
    return Map.of(
        "LETHE_WEB_SECRET", secrets.reveal(Secrets.Name.CLIENT_WEB),
        "LETHE_PIPELINE_SECRET", secrets.reveal(Secrets.Name.CLIENT_PIPELINE),
        "LETHE_CLI_SECRET", secrets.reveal(Secrets.Name.CLIENT_CLI),
        "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
        "KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.reveal(Secrets.Name.KEYCLOAK_ADMIN));
  }
}
