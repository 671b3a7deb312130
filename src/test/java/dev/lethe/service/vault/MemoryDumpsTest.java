package dev.lethe.service.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryDumpsTest {
  private static final String NO_SWAP = "Filename\tType\tSize\tUsed\tPriority\n";

  @TempDir Path proc;

  @BeforeEach
  void nothingIsWritten() throws IOException {
    Files.createDirectory(proc.resolve("self"));
    cores("0                    unlimited            bytes");
    swaps(NO_SWAP);
  }

  @Test
  void nothingReachesADiskWhereAllIsOff() {
    assertThat(dumps().possible()).isFalse();
    assertThat(dumps("CreateCoredumpOnCrash").possible()).isFalse();
  }

  @Test
  void heapDumpsReachADisk() {
    assertThat(dumps("HeapDumpOnOutOfMemoryError").possible()).isTrue();
  }

  @Test
  void coreFilesReachADiskUnlessJavaOrTheLimitPreventsThem() throws IOException {
    for (var limit : Set.of("unlimited            unlimited            bytes", "1024   0  bytes")) {
      cores(limit);
      assertThat(dumps("CreateCoredumpOnCrash").possible()).as(limit).isTrue();
      assertThat(dumps().possible()).as(limit).isFalse();
    }
  }

  @Test
  void swapReachesADisk() throws IOException {
    swaps(NO_SWAP + "/dev/sda2 partition 999 0 -2\n");
    assertThat(dumps().possible()).isTrue();
  }

  @Test
  void aSystemThatDoesNotTellIsJudgedByTheSettingsOfJava() throws IOException {
    Files.delete(proc.resolve("swaps"));
    Files.delete(proc.resolve("self/limits"));
    assertThat(dumps("CreateCoredumpOnCrash").possible()).isFalse();
    assertThat(dumps("HeapDumpOnOutOfMemoryError").possible()).isTrue();
  }

  @Test
  void theOptionsAskedForAreThoseOfThisJava() {
    // Would throw if Java knew no option of the name.
    assertThat(new MemoryDumps().possible()).isIn(true, false);
  }

  private MemoryDumps dumps(String... on) {
    return new MemoryDumps(proc, Set.of(on)::contains);
  }

  private void cores(String limit) throws IOException {
    Files.writeString(
        proc.resolve("self/limits"),
        "Limit                     Soft Limit           Hard Limit           Units\n"
            + "Max core file size        "
            + limit
            + "\n");
  }

  private void swaps(String text) throws IOException {
    Files.writeString(proc.resolve("swaps"), text);
  }
}
