package dev.lethe.standalone.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir private Path folder;

  @Test
  void aNewHomeIsForItsOwnerOnly() throws IOException {
    Home home = Home.open(folder.resolve("home"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.root())))
        .isEqualTo("rwx------");
    assertThat(home.warehouse()).isDirectory();
  }

  @Test
  void aHomeThatCannotBeWrittenIsRefusedWithAWayOut() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> Home.open(file.resolve("home")))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("make run LETHE_HOME=");
  }

  @Test
  void dataWithoutItsSecretsIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("home/postgres"));

    assertThatThrownBy(() -> Home.open(folder.resolve("home")))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("secrets.properties is missing");
  }

  @Test
  void aHomeInUseIsRefusedUntilItIsFree() throws IOException {
    Home home = Home.open(folder.resolve("home"));
    try (HomeLock first = HomeLock.acquire(home)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> HomeLock.acquire(home))
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining("make stop");
    }
    HomeLock.acquire(home).close();
  }
}
