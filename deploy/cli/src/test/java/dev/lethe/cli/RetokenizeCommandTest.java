package dev.lethe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetokenizeCommandTest {
  private static final Map<String, String> TOKEN = Map.of("LETHE_TOKEN", "abc");

  @TempDir private Path folder = Path.of("");
  private final StubService service;

  RetokenizeCommandTest() throws IOException {
    service = new StubService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void tokensOfCsvColumnsAreReplacedAndTheRestStays() throws IOException {
    Path file =
        write(
            "a.csv",
            "id,mail,note,phone\n1,old-m1,\"a, \"\"b\"\"\",old-p1\n2,,x,old-p2\n3,old-m3,,\n");
    Path out = folder.resolve("b.csv");

    Run run = retokenize(file, out, "--field", "mail=email", "--field", "phone=phone");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("3 records: 4 tokens made anew, 0 left as they were");
    assertThat(Files.readString(out))
        .isEqualToNormalizingNewlines(
            "id,mail,note,phone\n1,m1,\"a, \"\"b\"\"\",p1\n2,,x,p2\n3,m3,,\n");
    assertThat(service.retokenized).hasSize(2);
    assertThat(service.retokenized)
        .allMatch(body -> body.path("reason").asText().equals("ticket 9"));
  }

  @Test
  void tokensOfJsonLinesAreReplacedWhereverTheyLie() throws IOException {
    Path file =
        write(
            "a.ndjson",
            "{\"who\":{\"mail\":\"old-m1\"},\"price\":1.10}\n\n{\"who\":{\"mail\":null}}\n{\"who\":7}\n");

    Run run = retokenize(file, file, "--field", "who.mail=email");

    assertThat(run.exit()).isZero();
    assertThat(Files.readString(file))
        .isEqualTo(
            "{\"who\":{\"mail\":\"m1\"},\"price\":1.10}\n{\"who\":{\"mail\":null}}\n{\"who\":7}\n");
  }

  @Test
  void tokenThatCannotBeMadeAnewStaysAndIsNamedByItsRow() throws IOException {
    Path file = write("a.csv", "mail\nold-m1\ndead-2\nold-m3\n");

    Run run = retokenize(file, file, "--field", "mail=email");

    assertThat(run.exit()).isEqualTo(Exit.NOT_RIGHT);
    assertThat(run.err())
        .contains(
            "row 2, column mail: The person's data has been erased."
                + " (urn:lethe:problem:key-destroyed)")
        .doesNotContain("dead-2");
    assertThat(Files.readString(file)).isEqualToNormalizingNewlines("mail\nm1\ndead-2\nm3\n");
  }

  @Test
  void tokensBesideAKeyGoWithItAndChangeOnlyTogether() throws IOException {
    Path file =
        write(
            "a.csv",
            "phone,pin,k,mail,mk\nold-1,old-2,key_a,,\nold-3,dead-4,key_b,,\n,old-5,key_c,old-6,key_d\n");
    Object[] fields = {"--field", "phone=phone", "--field", "pin=pin", "--field", "mail=email"};
    Object[] beside = {"--key", "phone=k", "--key", "pin=k", "--key", "mail=mk"};
    Object[] how = {"--suite", "phone=3", "--suite", "pin=4", "--alphabet", "phone=digits"};
    List<Object> words = new ArrayList<>(List.of(fields));
    words.addAll(List.of(beside));
    words.addAll(List.of(how));

    Run run = retokenize(file, file, words.toArray());

    assertThat(run.exit()).isEqualTo(Exit.NOT_RIGHT);
    assertThat(run.out()).contains("3 records: 4 tokens made anew, 2 left as they were");
    assertThat(run.err()).contains("row 2, column phone: ").contains("row 2, column pin: ");
    assertThat(Files.readString(file))
        .isEqualToNormalizingNewlines(
            "phone,pin,k,mail,mk\n1,2,new-key_a,,\nold-3,dead-4,key_b,,\n,5,new-key_c,6,new-key_d\n");
    var phones = service.retokenized.getFirst();
    assertThat(phones.path("suite").asInt()).isEqualTo(3);
    assertThat(phones.path("alphabet").asText()).isEqualTo("digits");
    assertThat(phones.path("key").path(0).asText()).isEqualTo("key_a");
    assertThat(service.retokenized.getLast().has("suite")).isFalse();
    assertThat(retokenize(file, file, "--field", "pin=pin", "--key", "k=pin").exit())
        .isEqualTo(Exit.USAGE);
  }

  @Test
  void manyRowsGoInCallsOfABoundedSize() throws IOException {
    List<String> lines = new ArrayList<>(List.of("mail"));
    for (int i = 0; i < 4_001; i++) {
      lines.add("old-" + i);
    }
    Path file = write("a.csv", String.join("\n", lines) + "\n");

    Run run = retokenize(file, folder.resolve("b.csv"), "--field", "mail=email");

    assertThat(run.exit()).isZero();
    assertThat(service.retokenized.stream().map(body -> body.path("token").size()))
        .containsExactly(2_000, 2_000, 1);
    assertThat(run.err()).contains("4,001 of 4,001 records");
  }

  @Test
  void fileThatCannotBeReadWholeIsLeftAloneAndNothingIsSent() throws IOException {
    Path csv = write("a.csv", "id\n1\n");
    Path lines = write("a.jsonl", "{\"mail\":\"old-1\"}\n[1]\n");

    assertThat(retokenize(csv, csv, "--field", "mail=email").err())
        .contains("the file has no column mail");
    assertThat(retokenize(lines, lines, "--field", "mail=email").err())
        .contains("line 2 is no JSON object");
    assertThat(retokenize(write("a.txt", ""), csv, "--field", "mail=email").exit())
        .isEqualTo(Exit.FILE);
    assertThat(service.retokenized).isEmpty();
    assertThat(Files.readString(csv)).isEqualTo("id\n1\n");
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("a.csv", "a.jsonl", "a.txt");
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Run retokenize(Path file, Path out, Object... more) {
    List<Object> words = new ArrayList<>(List.of("retokenize", file, "--out", out));
    words.addAll(List.of("--reason", "ticket 9", "--url", service.url()));
    words.addAll(List.of(more));
    return Run.lethe(TOKEN, words.toArray());
  }
}
