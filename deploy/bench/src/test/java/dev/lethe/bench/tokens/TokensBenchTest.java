package dev.lethe.bench.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TokensBenchTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void everyFigureIsAddedToTheReportThatIsThere() throws IOException {
    var report = Files.writeString(folder.resolve("bench.json"), "{\"http.p99_ms\": 7}");

    var exit =
        new CommandLine(new TokensBenchCommand())
            .execute("--keys", "2000", "--millis", "250", "--report", report.toString());

    assertThat(exit).isZero();
    var figures = new ObjectMapper().readTree(report.toFile());
    assertThat(figures.path("http.p99_ms").intValue()).isEqualTo(7);
    for (var name : new String[] {"gcm.f1", "gcm.f8", "siv.f1", "siv.f8", "ff1.10digits"}) {
      assertThat(figures.path("inprocess." + name + ".per_s").longValue()).isPositive();
      assertThat(figures.has("inprocess." + name + ".bytes_per_value")).isTrue();
    }
  }
}
