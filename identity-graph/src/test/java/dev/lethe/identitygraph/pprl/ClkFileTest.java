package dev.lethe.identitygraph.pprl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClkFileTest {

  private static final LinkageSchema SCHEMA = LinkageSchema.shipped("person-contact-1");

  @Test
  void whatIsWrittenIsRead() throws Exception {
    var read = ClkFileReader.read(new StringReader(written("a-1", "a-2")));

    assertThat(read.schema()).isEqualTo(SCHEMA);
    assertThat(read.records()).isEqualTo(records("a-1", "a-2"));
    assertThat(read.keyCheck()).isEqualTo("c0ffee");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lethe-clk|other|first line is no header",
        "\"version\":1,\"key|\"version\":2,\"key|only format version 1",
        "\"length\":1024|\"length\":512|schema in the header",
        "\"a-2\"|\"a-1\"|line 3: the id stands in the file twice",
        "\"a-2\"|\"=cmd()\"|line 3: the id has another form",
        "\"a-2\"|\"anna@mail.de\"|line 3: the id has another form",
        "{\"records\":2}|{\"records\":3}|the file is cut",
        "{\"records\":2}|''|the file is cut",
        "\"clk\":\"|\"clk\":\"AA|line 2: the encoding is not 1024 bits",
        "{\"id\"|{{\"id\"|line 2: not JSON"
      })
  void whatIsWrongIsNamedByLine(String right, String wrong, String why) throws IOException {
    var file = written("a-1", "a-2");
    assertThat(file).contains(right);
    var changed =
        new StringBuilder(file)
            .replace(file.indexOf(right), file.indexOf(right) + right.length(), wrong)
            .toString();

    assertThatThrownBy(() -> ClkFileReader.read(new StringReader(changed)))
        .isInstanceOf(ClkFileException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "null", "[]", "{\"format\":7}", "GIF89a"})
  void otherFilesAreNotTakenForEncodings(String text) {
    assertThatThrownBy(() -> ClkFileReader.read(new StringReader(text)))
        .isInstanceOf(ClkFileException.class);
  }

  @Test
  void endlessLinesAreRefused() {
    assertThatThrownBy(() -> ClkFileReader.read(new StringReader("x".repeat(100_000))))
        .hasMessageContaining("longer");
  }

  @Test
  void filesOfOtherSecretsOrSchemasAreNotCompared() {
    var ours = new ClkFile(SCHEMA, "aa", List.of());
    assertThatThrownBy(() -> ours.requireComparable(new ClkFile(SCHEMA, "bb", List.of())))
        .hasMessageContaining("different secrets");
    var address = LinkageSchema.shipped("person-address-1");
    assertThatThrownBy(() -> ours.requireComparable(new ClkFile(address, "aa", List.of())))
        .hasMessageContaining("different schemas");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"bits\": 50|\"bits\": 0|the bits of",
        "\"length\": 1024|\"length\": 2048|only format version 1 with 1024 bits",
        "\"city\"]|\"street\"]|two columns have the same name",
        "\"minimum_bits\": 400|\"minimum_bits\": 4000|minimum_bits must lie",
        "\"least_threshold\": 0.7|\"least_threshold\": 0.9|thresholds must lie",
        "\"kind\": \"bigrams\"|\"kind\": \"trigrams\"|not a linkage schema",
        "\"threshold\": 0.85,|''|not a linkage schema"
      })
  void schemasThatMakeNoSenseAreRefused(String right, String wrong, String why) throws IOException {
    try (var stream =
        LinkageSchema.class.getResourceAsStream(
            "/dev/lethe/identitygraph/linkage-person-address-1.json")) {
      assertThat(stream).isNotNull();
      var json = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(json).contains(right);
      var changed = json.replace(right, wrong).getBytes(StandardCharsets.UTF_8);

      assertThatThrownBy(() -> LinkageSchema.read(new ByteArrayInputStream(changed)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(why);
    }
  }

  private static List<EncodedRecord> records(String... ids) {
    var random = new SplittableRandom(1);
    return List.of(ids).stream()
        .map(id -> new EncodedRecord(id, new Clk(random.longs(Clk.WORDS).toArray())))
        .toList();
  }

  private static String written(String... ids) throws IOException {
    var text = new StringWriter();
    try (var writer = new ClkFileWriter(text, SCHEMA, "c0ffee")) {
      for (var record : records(ids)) {
        writer.add(record);
      }
      writer.finish();
    }
    return text.toString();
  }
}
