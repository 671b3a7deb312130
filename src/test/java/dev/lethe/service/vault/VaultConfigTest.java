package dev.lethe.service.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.cryptovault.VaultException;
import dev.lethe.service.vault.VaultConfig.RootStore;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings as an operator writes them. */
class VaultConfigTest {
  @TempDir Path folder;

  private static VaultConfig config(Map<String, String> settings) {
    var all = new HashMap<String, String>();
    settings.forEach((name, value) -> all.put("lethe.vault." + name, value));
    return new SmallRyeConfigBuilder()
        .withMapping(VaultConfig.class)
        .withSources(new PropertiesConfigSource(all, "test", 100))
        .build()
        .getConfigMapping(VaultConfig.class);
  }

  @Test
  void standaloneNeedsNothingButAFileAndItsPassphrase() {
    var config = config(Map.of());
    assertThat(config.rootStore()).isEqualTo(RootStore.FILE);
    assertThat(config.retainedEpochs()).isEqualTo(7);
    assertThat(config.epoch()).isEqualTo(Duration.ofDays(1));
    assertThat(config.transit().warnBefore()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void everySettingIsRead() {
    var config =
        config(
            Map.of(
                "root-store", "transit",
                "root-shares", "/a/1.txt,/b/2.txt",
                "pkcs11.library", "/usr/lib/token.so",
                "pkcs11.slot", "1234567890",
                "pkcs11.pin-file", "/run/pin",
                "transit.address", "https://bao.example:8200",
                "transit.namespace", "team/a",
                "transit.token-file", "/run/token",
                "transit.ca-file", "/etc/ca.pem",
                "transit.timeout", "PT2S"));
    assertThat(config.rootStore()).isEqualTo(RootStore.TRANSIT);
    assertThat(config.rootShares()).contains(List.of(Path.of("/a/1.txt"), Path.of("/b/2.txt")));
    assertThat(config.pkcs11().slot()).hasValue(1234567890);
    assertThat(config.pkcs11().library()).contains(Path.of("/usr/lib/token.so"));
    assertThat(config.transit().address()).contains(URI.create("https://bao.example:8200"));
    assertThat(config.transit().mount()).isEqualTo("transit");
    assertThat(config.transit().timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(stores(config).secretFiles())
        .extracting(Path::toString)
        .containsExactly("/a/1.txt", "/b/2.txt", "/run/pin", "/run/token");
  }

  @Test
  void storesThatCannotBeUsedSayWhy() throws IOException {
    var token = Files.writeString(folder.resolve("token"), "marked-token");
    var transit = new HashMap<>(Map.of("root-store", "transit"));
    transit.put("transit.token-file", token.toString());
    transit.put("transit.address", "http://bao.example:8200");
    refused(transit, "lethe.vault.transit: a transit server on another machine needs https");
    transit.put("transit.address", "http://127.0.0.1:1");
    refused(transit, "the transit server is not reached");
    var pkcs11 =
        Map.of(
            "root-store", "pkcs11",
            "pkcs11.library", "/none.so",
            "pkcs11.slot", "1",
            "pkcs11.pin-file", token.toString());
    refused(pkcs11, "the PKCS#11 library or its slot cannot be used");
    refused(Map.of("root-store", "pkcs11", "pkcs11.slot", "1"), "pkcs11.library is not set");
    refused(Map.of("root-store", "file"), "lethe.vault.root-file is not set");
  }

  private static void refused(Map<String, String> settings, String reason) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> stores(config(settings)).open())
        .withMessageContaining(reason)
        .satisfies(e -> assertThat(e).hasMessageNotContaining("marked"));
  }

  private static RootKeyStores stores(VaultConfig config) {
    return new RootKeyStores(config, InstantSource.system(), new SecureRandom());
  }
}
