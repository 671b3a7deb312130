package dev.lethe.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.standalone.home.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakDistributionTest {
  private static final String FOLDER = "keycloak-" + KeycloakDistribution.VERSION;

  @TempDir private Path cache;
  private KeycloakDistribution distribution;

  @BeforeEach
  void describe() {
    distribution =
        new KeycloakDistribution(cache, cache.resolve("log"), List.of("sh", "-c", "touch built"));
  }

  @Test
  void theArchiveIsUnpackedAndBuiltOnce() throws IOException, InterruptedException {
    pack();

    Path folder = distribution.ensure();

    assertThat(folder).isEqualTo(cache.resolve(FOLDER));
    assertThat(folder.resolve("lib/program.jar")).hasContent("program");
    assertThat(folder.resolve("built")).exists();
    Files.delete(archive());
    assertThat(distribution.ensure()).isEqualTo(folder);
  }

  @Test
  void whatACutShortRunLeftIsRemovedAndRedone() throws IOException, InterruptedException {
    pack();
    Path half = cache.resolve(FOLDER + ".draft-123/" + FOLDER + "/lib");
    Files.createDirectories(half);
    Files.writeString(half.resolve("program.jar"), "prog");

    Path folder = distribution.ensure();

    assertThat(folder.resolve("lib/program.jar")).hasContent("program");
    assertThat(half).doesNotExist();
  }

  @Test
  void aDamagedDownloadIsRemovedAndTold() throws IOException {
    pack();
    byte[] whole = Files.readAllBytes(archive());
    Files.write(archive(), java.util.Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(distribution::ensure)
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("was damaged and has been removed");
    assertThat(archive()).doesNotExist();
    assertThat(cache.resolve(FOLDER)).doesNotExist();
  }

  @Test
  void aMissingDownloadIsToldWithAWayOut() {
    assertThatThrownBy(distribution::ensure)
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("Run make run, which fetches it");
  }

  @Test
  void aFailedBuildLeavesNoCompleteFolder() throws IOException {
    pack();
    var failing = new KeycloakDistribution(cache, cache.resolve("log"), List.of("false"));

    assertThatThrownBy(failing::ensure).hasMessageContaining("could not be built");
    assertThat(cache.resolve(FOLDER)).doesNotExist();
  }

  private void pack() throws IOException {
    Path source = cache.resolve("source/" + FOLDER + "/lib");
    Files.createDirectories(source);
    Files.createDirectories(archive().resolveSibling(""));
    Files.writeString(source.resolve("program.jar"), "program");
    var tar =
        new ProcessBuilder("tar", "-czf", archive().toString(), FOLDER)
            .directory(cache.resolve("source").toFile())
            .start();
    assertThat(tar.onExit().join().exitValue()).isZero();
  }

  private Path archive() {
    return cache.resolve(
        "downloads/keycloak-quarkus-dist-" + KeycloakDistribution.VERSION + ".tar.gz");
  }
}
