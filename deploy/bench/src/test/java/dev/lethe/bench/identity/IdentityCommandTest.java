package dev.lethe.bench.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class IdentityCommandTest {

  private static final Path DOCUMENT = Path.of("../../src/docs/evaluation.md");

  @TempDir private Path folder = Path.of("");

  @Test
  void theWorkedExampleOfTheDocumentComesOutAsItSays() throws IOException {
    var document = Files.readString(DOCUMENT);
    var csv = block(document, "```\n(id,shop,who.*?)```");
    var mapping = block(document, "```json\n(\\{\n  \"country\": \"DE\".*?)```");

    assertThat(run(csv, mapping)).isZero();

    var figures = figures();
    assertThat(figures.path("people.profiles").intValue()).isEqualTo(5);
    assertThat(figures.path("people.customers").intValue()).isEqualTo(2);
    assertThat(figures.path("people.f1").doubleValue()).isEqualTo(1);
    assertThat(figures.path("people.over_merged_share").doubleValue()).isZero();
    assertThat(figures.path("people.seconds").doubleValue()).isPositive();
  }

  @Test
  void anUnsoundMappingEndsTheRunBeforeAnythingIsWritten() throws IOException {
    assertThat(run("a,b\n1,2\n", "{\"truth\": {\"person\": \"a\"}}")).isEqualTo(3);
    assertThat(folder.resolve("report.json")).doesNotExist();
  }

  private int run(String csv, String mapping) throws IOException {
    return new CommandLine(new IdentityCommand())
        .setExecutionExceptionHandler((problem, command, parsed) -> 3)
        .execute(
            "--file",
            Files.writeString(folder.resolve("people.csv"), csv).toString(),
            "--mapping",
            Files.writeString(folder.resolve("people.json"), mapping).toString(),
            "--report",
            folder.resolve("report.json").toString());
  }

  private JsonNode figures() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("report.json").toFile());
  }

  private static String block(String document, String pattern) {
    var found = Pattern.compile(pattern, Pattern.DOTALL).matcher(document);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
