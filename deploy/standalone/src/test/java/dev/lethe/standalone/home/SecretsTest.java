package dev.lethe.standalone.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path folder;

  @Test
  void secretsAreMadeOnceAndForTheirOwnerOnly() throws IOException {
    Path file = folder.resolve("config/secrets.properties");

    Secrets made = Secrets.loadOrCreate(file, new SecureRandom());
    Secrets found = Secrets.loadOrCreate(file, new SecureRandom());

    for (Secrets.Name name : Secrets.Name.values()) {
      assertThat(found.reveal(name)).isEqualTo(made.reveal(name)).hasSize(43);
    }
    assertThat(Arrays.stream(Secrets.Name.values()).map(made::reveal)).doesNotHaveDuplicates();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder.resolve("config"))) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aSecretThatANewVersionNeedsJoinsTheOldOnes() throws IOException {
    Path file = folder.resolve("secrets.properties");
    Files.writeString(file, "redis=known\n");

    Secrets secrets = Secrets.loadOrCreate(file, new SecureRandom());

    assertThat(secrets.reveal(Secrets.Name.REDIS)).isEqualTo("known");
    assertThat(Files.readString(file)).contains("redis=known").contains("vault.passphrase=");
  }

  @Test
  void aSecretDoesNotPrintItself() {
    assertThat(new Secret("open sesame")).hasToString("Secret[hidden]");
  }
}
