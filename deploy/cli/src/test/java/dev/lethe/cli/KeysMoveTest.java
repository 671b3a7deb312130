package dev.lethe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that go from one vault to another: what is asked of each. */
final class KeysMoveTest {
  @TempDir private Path folder = Path.of("");
  private final StubService service;

  KeysMoveTest() throws IOException {
    service = new StubService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void importIsOpenedAndItsKeyWritten() throws IOException {
    Path pem = folder.resolve("imp.pem");
    Run run =
        keys("import", "open", "--reason", "merger", "--expires", "2027", "--public-key-out", pem);
    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualToIgnoringNewLines("id_1");
    assertThat(pem).hasContent("PEM");
    assertAsked("POST /api/v1/keys/imports");
    assertThat(last().path("reason").asText()).isEqualTo("merger");
    assertThat(last().path("expires_at").asText()).isEqualTo("2027");
  }

  @Test
  void exportIsProposedForProfilesOfTheCommandOrOfAFile() throws IOException {
    Path pem = write("imp.pem", "PEM");
    Path profiles = write("profiles.txt", "prf_1\n\n prf_2 \n");
    Object[] rest = {"--recipient", pem, "--reason", "merger", "--expires", "2027"};
    assertThat(keys(words("--profiles", profiles, rest)).out()).isEqualToIgnoringNewLines("id_1");
    assertAsked("POST /api/v1/keys/exports");
    assertThat(last().path("profiles"))
        .extracting(JsonNode::asText)
        .containsExactly("prf_1", "prf_2");
    assertThat(last().path("recipient_public_key").asText()).isEqualTo("PEM");
    assertThat(last().has("hold")).isFalse();
    assertThat(keys(words("--profile", "prf_3", rest)).exit()).isZero();
    assertThat(last().path("profiles")).extracting(JsonNode::asText).containsExactly("prf_3");
    assertThat(keys("export", "propose", "--recipient", pem).exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void signedFileAndStatementAreKeptAsTheyStandAndForTheirOwnerOnly() throws IOException {
    for (var step : Map.of("confirm", "confirmation", "statement", "statement").entrySet()) {
      Path out = folder.resolve(step.getKey());
      assertThat(keys("export", step.getKey(), "exp_1", "--out", out).exit()).isZero();
      assertAsked("POST /api/v1/keys/exports/exp_1/" + step.getValue());
      assertThat(out).hasContent("{\"receipt\":{\"b\":1.0,\"a\":2}}");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void importIsProposedWithItsMapAndConfirmedWithTheStatement() throws IOException {
    Path file = write("keys.json", "{}");
    Path map = write("map.csv", "from,note,to\nprf_1,x,prf_2\n");
    Run run = keys("import", "propose", "imp_1", file, "--map", map);
    assertThat(run.out()).contains("2 keys wait for a second person");
    assertAsked("POST /api/v1/keys/imports/imp_1/proposal");
    assertThat(last().path("file").asText()).isEqualTo("{}");
    assertThat(last().at("/profiles/0/from").asText()).isEqualTo("prf_1");
    assertThat(last().at("/profiles/0/to").asText()).isEqualTo("prf_2");
    Run done = keys("import", "confirm", "imp_1", write("states.json", "{\"a\":1}"));
    assertThat(done.out()).contains("2 keys imported, 1 were here already");
    assertAsked("POST /api/v1/keys/imports/imp_1/confirmation");
    assertThat(last().path("statement").asText()).isEqualTo("{\"a\":1}");
    Path wrong = write("wrong.csv", "a,b\n");
    assertThat(keys("import", "propose", "imp_1", file, "--map", wrong).exit())
        .isEqualTo(Exit.FILE);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Object[] words(String option, Object value, Object... rest) {
    List<Object> words = new ArrayList<>(List.of("export", "propose", option, value));
    words.addAll(List.of(rest));
    return words.toArray();
  }

  private Run keys(Object... words) {
    List<Object> all = new ArrayList<>(List.of("keys"));
    all.addAll(List.of(words));
    all.addAll(List.of("--url", service.url()));
    return Run.lethe(Map.of("LETHE_TOKEN", "abc"), all.toArray());
  }

  private void assertAsked(String call) {
    assertThat(service.calls.getLast()).isEqualTo(call);
  }

  private JsonNode last() {
    return service.keyCalls.getLast();
  }
}
