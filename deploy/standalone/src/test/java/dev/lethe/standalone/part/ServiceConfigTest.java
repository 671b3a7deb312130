package dev.lethe.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.standalone.home.Home;
import dev.lethe.standalone.home.Ports;
import dev.lethe.standalone.home.Secrets;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceConfigTest {
  @TempDir private Path folder;
  private Home home;
  private Secrets secrets;

  @BeforeEach
  void openHome() throws IOException {
    home = Home.open(folder.resolve("home"));
    secrets = Secrets.loadOrCreate(home.secrets(), new SecureRandom());
  }

  @Test
  void everyPortFollowsTheOffset() {
    var entries = new ServiceConfig(home, Ports.shiftedBy(100), secrets, true).entries();

    assertThat(entries)
        .containsEntry("quarkus.http.port", "8180")
        .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:15532/lethe")
        .containsEntry(
            "quarkus.datasource.vault.jdbc.url", "jdbc:postgresql://127.0.0.1:15532/lethe_vault")
        .containsEntry(
            "lethe.targets.lake.catalog-uri", "jdbc:postgresql://127.0.0.1:15532/lethe_lake")
        .containsEntry("quarkus.oidc.auth-server-url", "http://127.0.0.1:8280/realms/lethe")
        .containsEntry("lethe.targets.models.tracking-uri", "http://127.0.0.1:15100");
    assertThat(entries.get("lethe.targets.features.redis-uri")).endsWith("@127.0.0.1:16479/0");
  }

  @Test
  void eachDatabaseHasARoleAndAPasswordOfItsOwn() {
    var entries = new ServiceConfig(home, Ports.shiftedBy(0), secrets, true).entries();

    assertThat(entries.get("quarkus.datasource.password"))
        .isEqualTo(secrets.reveal(Secrets.Name.POSTGRES_LETHE_APP))
        .isNotEqualTo(entries.get("quarkus.datasource.vault.password"))
        .isNotEqualTo(entries.get("lethe.targets.lake.catalog-password"));
    assertThat(entries.get("quarkus.datasource.username"))
        .isNotEqualTo(entries.get("quarkus.datasource.vault.username"));
  }

  @Test
  void withoutMlflowThereIsNoModelTarget() {
    var entries = new ServiceConfig(home, Ports.shiftedBy(0), secrets, false).entries();

    assertThat(entries.keySet()).noneMatch(key -> key.startsWith("lethe.targets.models"));
  }

  @Test
  void aFolderWithADollarIsNotReadAsAnExpression() throws IOException {
    Home odd = Home.open(folder.resolve("a${b}"));
    String text = new ServiceConfig(odd, Ports.shiftedBy(0), secrets, false).render();
    var read = new Properties();
    read.load(new StringReader(text));

    assertThat(read.getProperty("lethe.targets.lake.warehouse")).endsWith("a\\${b}/warehouse");
  }

  @Test
  void theServiceAnswersOverTlsOnlyWhereACertificateIsBrought() {
    assertThat(ServiceConfig.tls(Map.of())).isEmpty();
    assertThat(
            ServiceConfig.tls(
                Map.of(
                    "LETHE_TLS_KEY_STORE", "/c.p12",
                    "LETHE_TLS_PORT", "18443",
                    "LETHE_TLS_PASSWORD", "x")))
        .containsEntry("quarkus.http.ssl-port", "18443")
        .containsEntry("quarkus.http.ssl.certificate.key-store-file", "/c.p12")
        .containsEntry("quarkus.http.ssl.certificate.key-store-password", "x");
  }
}
