package dev.lethe.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
  @TempDir private Path folder;

  @Test
  void theFirstRunRecordsAndTheSecondUses() throws IOException {
    var first = new AotCache(file(), "program-1", true);
    assertThat(first.options()).contains("-XX:AOTCacheOutput=" + file() + ".draft");
    Files.writeString(draft(), "recorded");
    first.endRecording(true);

    var second = new AotCache(file(), "program-1", true);

    assertThat(second.options()).contains("-XX:AOTCache=" + file());
    assertThat(second.willRecord()).isFalse();
  }

  @Test
  void aChangedProgramRecordsAnew() throws IOException {
    record("program-1");

    assertThat(new AotCache(file(), "program-2", true).willRecord()).isTrue();
  }

  @Test
  void aThrowawayRunUsesACacheButRecordsNone() throws IOException {
    assertThat(new AotCache(file(), "program-1", false).options()).isEmpty();

    record("program-1");

    assertThat(new AotCache(file(), "program-1", false).options())
        .contains("-XX:AOTCache=" + file());
  }

  @Test
  void aRunThatNeverCameUpLeavesNoCache() throws IOException {
    Files.writeString(draft(), "recorded");

    new AotCache(file(), "program-1", true).endRecording(false);

    assertThat(file()).doesNotExist();
    assertThat(draft()).doesNotExist();
  }

  @Test
  void aRebuiltJarChangesTheFingerprint() throws IOException {
    Files.writeString(folder.resolve("app.jar"), "one");
    String before = AotCache.fingerprintOf(folder);

    Files.writeString(folder.resolve("app.jar"), "another");

    assertThat(AotCache.fingerprintOf(folder)).isNotEqualTo(before);
  }

  private void record(String fingerprint) throws IOException {
    Files.writeString(draft(), "recorded");
    new AotCache(file(), fingerprint, true).endRecording(true);
  }

  private Path file() {
    return folder.resolve("program.aot");
  }

  private Path draft() {
    return folder.resolve("program.aot.draft");
  }
}
