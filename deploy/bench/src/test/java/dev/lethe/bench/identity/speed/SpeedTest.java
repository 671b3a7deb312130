package dev.lethe.bench.identity.speed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class SpeedTest {

  private static final int PROFILES = 3_000;

  @TempDir private Path folder = Path.of("");

  @Test
  void aBatchOfMadeUpProfilesIsTimedAndComesOutRight() {
    var timed = BatchSpeed.run(PROFILES);

    assertThat(timed.profiles()).isEqualTo(PROFILES);
    assertThat(timed.seconds()).isGreaterThan(timed.normalising());
    assertThat(timed.quality().precision()).isGreaterThan(.95);
    assertThat(timed.quality().recall()).isGreaterThan(.7);
  }

  @Test
  void aPeersFiguresAreAddedToTheReportThatIsThere() throws IOException {
    var report = Files.writeString(folder.resolve("bench.json"), "{\"add.p99_ms\": 7}");
    var peer =
        Files.writeString(
            folder.resolve("peer.json"),
            "{\"seconds\": 100, \"precision\": 1, \"recall\": 0.5, \"f1\": 0.66}");

    var exit =
        new CommandLine(new PeerCommand())
            .execute(
                "--name",
                "other",
                "--peer-report",
                peer.toString(),
                "--profiles",
                "" + PROFILES,
                "--report",
                report.toString());

    var figures = new ObjectMapper().readTree(report.toFile());
    assertThat(exit).isZero();
    assertThat(figures.path("add.p99_ms").intValue()).isEqualTo(7);
    assertThat(figures.path("other.3k.seconds").doubleValue()).isEqualTo(100);
    assertThat(figures.path("other.3k.ratio").doubleValue())
        .isGreaterThan(1)
        .isLessThan(100 / figures.path("other.3k.our_seconds").doubleValue() + 1);
  }

  @Test
  void sizesAreNamedShort() {
    assertThat(IdentityBenchCommand.sizeName(300_000)).isEqualTo("300k");
    assertThat(IdentityBenchCommand.sizeName(2_000_000)).isEqualTo("2m");
  }
}
