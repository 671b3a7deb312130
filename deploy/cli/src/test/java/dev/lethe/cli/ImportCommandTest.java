package dev.lethe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportCommandTest {
  private static final Map<String, String> TOKEN = Map.of("LETHE_TOKEN", "abc");
  private static final String MAPPING =
      """
      source: shop
      source_kind: web
      source_key: id
      columns:
        mail: email
      """;

  @TempDir private Path folder = Path.of("");
  private final StubService service;
  private Path csv = Path.of("");
  private Path mapping = Path.of("");

  ImportCommandTest() throws IOException {
    service = new StubService();
  }

  @BeforeEach
  void files() throws IOException {
    csv = folder.resolve("people.csv");
    mapping = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void everyRowIsSentWithTheToken() throws IOException {
    rows(601);

    Run run = load("--create-source");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("601 rows: 601 created, 0 updated, 0 unchanged, 0 rejected");
    assertThat(run.err()).contains("601 of 601 rows").contains("rows/s");
    assertThat(service.calls)
        .containsExactly(
            "PUT /api/v1/sources/shop",
            "POST /api/v1/profiles",
            "POST /api/v1/profiles",
            "POST /api/v1/profiles");
    assertThat(service.authorizations).containsOnly("Bearer abc");
    assertThat(service.sourceKeys()).hasSize(601).doesNotHaveDuplicates();
  }

  @Test
  void rejectedRowsAreKeptForTheOperatorAlone() throws IOException {
    Files.writeString(csv, "id,mail\n1,a@example.com\n2,bad\n,c@example.com\n4,\"d,d\"\n");

    Run run = load();

    Path rejects = folder.resolve("people.csv.rejects.csv");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).contains("2 rejected").contains(rejects.toString());
    assertThat(Files.readString(rejects))
        .isEqualToNormalizingNewlines(
            "row,reason,id,mail\n3,the source key is empty,,c@example.com\n2,email is not an address,2,bad\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(rejects)))
        .isEqualTo("rw-------");
    assertThat(run.err() + run.out()).doesNotContain("example.com");
  }

  @Test
  void brokenOffImportGoesOnWhereItWas() throws IOException {
    rows(1000);
    service.fail(2, 400, 1);

    Run first = load();
    int sent = service.profiles.size();
    Run second = load();

    assertThat(first.exit()).isEqualTo(3);
    assertThat(first.err()).contains("Not now: try later");
    assertThat(sent).isEqualTo(500);
    assertThat(second.exit()).isZero();
    assertThat(second.err()).startsWith("[###############...............] 500 of 1,000 rows");
    assertThat(second.out()).contains("1,000 rows: 1,000 created");
    assertThat(service.sourceKeys()).hasSize(1000).doesNotHaveDuplicates();
  }

  @Test
  void finishedImportSendsNothingAgainUnlessToldTo() throws IOException {
    rows(10);
    load();
    int calls = service.calls.size();

    assertThat(load().exit()).isZero();
    assertThat(service.calls).hasSize(calls);

    assertThat(load("--restart").out()).contains("0 created, 0 updated, 10 unchanged");
  }

  @Test
  void changedFileIsAnotherImport() throws IOException {
    rows(10);
    load();
    rows(12);

    assertThat(load().out()).contains("12 rows: 2 created, 0 updated, 10 unchanged");
  }

  @Test
  void passingFailureIsRepeatedUnderTheSameKey() throws IOException {
    rows(3);
    service.fail(0, 503, 2);

    assertThat(load().exit()).isZero();
    assertThat(service.idempotencyKeys).hasSize(3);
    assertThat(service.idempotencyKeys.stream().distinct()).hasSize(1);
  }

  @Test
  void clientCredentialsGiveTheToken() throws IOException {
    rows(3);
    Map<String, String> env =
        Map.of(
            "LETHE_ISSUER", service.url(), "LETHE_CLIENT_ID", "pipe", "LETHE_CLIENT_SECRET", "s&s");

    Run run = Run.lethe(env, "import", csv, "--mapping", mapping, "--url", service.url());

    assertThat(run.exit()).isZero();
    assertThat(service.calls.getFirst())
        .isEqualTo("token grant_type=client_credentials&client_id=pipe&client_secret=s%26s");
    assertThat(service.authorizations).containsOnly("Bearer minted");
  }

  @Test
  void everyFailureHasItsExitCodeAndASentence() throws IOException {
    rows(3);
    Run noToken = Run.lethe(Map.of(), "import", csv, "--mapping", mapping);
    Run noFile = Run.lethe(TOKEN, "import", folder.resolve("none.csv"), "--mapping", mapping);
    Run noMapping = Run.lethe(TOKEN, "import", csv);
    Files.writeString(mapping, MAPPING.replace("mail:", "telephone:"));
    Run noColumn = load();
    Files.writeString(mapping, MAPPING.replace("email", "favourite_colour"));
    Run noAttribute = load();

    assertThat(noToken.exit()).isEqualTo(2);
    assertThat(noToken.err()).contains("set LETHE_TOKEN");
    assertThat(noFile.exit()).isEqualTo(4);
    assertThat(noFile.err()).contains("none.csv cannot be read");
    assertThat(noMapping.exit()).isEqualTo(2);
    assertThat(noColumn.exit()).isEqualTo(4);
    assertThat(noColumn.err()).contains("the file has no column telephone");
    assertThat(noAttribute.exit()).isEqualTo(2);
    assertThat(noAttribute.err()).contains("favourite_colour is no attribute of a profile");
    assertThat(service.calls).isEmpty();
  }

  @Test
  void badCsvIsRefusedBeforeAnythingIsSent() throws IOException {
    Files.write(
        csv, new byte[] {'i', 'd', ',', 'm', 'a', 'i', 'l', '\n', '1', ',', (byte) 0xff, '\n'});
    Run notUtf8 = load();
    Files.writeString(csv, "id,mail,id\n1,2,3\n");
    Run twice = load();
    Files.writeString(csv, "");
    Run empty = load();
    Files.writeString(csv, "id,mail\n1,\"secret@example.com\n");
    Run openQuote = load();

    assertThat(notUtf8.exit()).isEqualTo(4);
    assertThat(notUtf8.err()).contains("UTF-8");
    assertThat(twice.err()).contains("the column id stands in the header twice");
    assertThat(empty.err()).contains("the file is empty");
    assertThat(openQuote.exit()).isEqualTo(4);
    assertThat(openQuote.err()).contains("a quote is not closed").doesNotContain("example.com");
    assertThat(service.calls).isEmpty();
  }

  private Run load(String... more) {
    Object[] args = new Object[6 + more.length];
    args[0] = "import";
    args[1] = csv;
    args[2] = "--mapping";
    args[3] = mapping;
    args[4] = "--url";
    args[5] = service.url();
    System.arraycopy(more, 0, args, 6, more.length);
    return Run.lethe(TOKEN, args);
  }

  private void rows(int count) throws IOException {
    StringBuilder text = new StringBuilder("id,mail\n");
    for (int i = 1; i <= count; i++) {
      text.append(i).append(",p").append(i).append("@example.com\n");
    }
    Files.writeString(csv, text);
  }
}
