package dev.lethe.cryptovault.arrow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrowStreamTest {
  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    var random = new SplittableRandom(1);
    for (int round = 0; round < 200; round++) {
      var texts = texts(random, random.nextInt(40));
      var others = texts(random, texts.size());
      var read = Streams.read(written(texts, others));
      assertThat(read.getOrDefault("a", List.of())).isEqualTo(texts);
      assertThat(read.getOrDefault("b", List.of())).isEqualTo(others);
    }
  }

  @Test
  void metadataIsReadAgain() throws IOException {
    var out = new ByteArrayOutputStream();
    var metadata = Map.of("lethe.field", "email", "ü", "");
    new ArrowWriter(out, List.of("a"), metadata).end();
    var reader = new ArrowReader(new ByteArrayInputStream(out.toByteArray()), Streams.LIMITS);
    assertThat(reader.schema().metadata()).isEqualTo(metadata);
  }

  @Test
  void tokensAreBase64Url() throws IOException {
    var random = new SplittableRandom(2);
    for (int length = 0; length < 70; length++) {
      var bytes = new byte[length + 2];
      random.nextBytes(bytes);
      var column = new TextBuilder(1, 1);
      column.addBase64Url(bytes, 1, length + 1);
      var expected =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(Arrays.copyOfRange(bytes, 1, length + 1));
      assertThat(Streams.read(stream(column)).get("a")).containsExactly(expected);
    }
  }

  @Test
  void streamsOfPyarrowAreRead() throws IOException {
    var read = Streams.read(Streams.resource("plain"));
    assertThat(read.get("profile")).containsExactly("prf_a", null, "prf_c", null, "prf_c");
    assertThat(read.get("field")).containsExactly("email", "phone", "email", "phone", "email");
    assertThat(read.get("value"))
        .containsExactly("jane@example.org", "Ünïcode ✓", null, "Ünïcode ✓", null);
    assertThat(read.get("suite")).containsExactly(1L, null, 2L, null, 2L);
  }

  @Test
  void wideEndsAndUnsignedNumbersAreRead() throws IOException {
    var read = Streams.read(Streams.resource("large"));
    assertThat(read.get("profile")).containsExactly("prf_a", null, "prf_c");
    assertThat(read.get("value")).containsExactly("jane@example.org", "Ünïcode ✓", null);
    assertThat(read.get("suite")).containsExactly(1L, 2L, 65_535L);
  }

  @Test
  void aDictionaryMayBeReplacedBetweenBatches() throws IOException {
    assertThat(Streams.read(Streams.resource("replaced")).get("profile"))
        .containsExactly("a", "b", "b", "c", "c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compressed", "delta", "view", "nested", "float", "file"})
  void whatItDoesNotReadIsRefused(String kind) {
    assertThatThrownBy(() -> Streams.read(Streams.resource("refused-" + kind)))
        .isInstanceOf(InvalidArrowException.class);
  }

  @Test
  void moreThanTheLimitsIsTooLarge() throws IOException {
    var many = new TextBuilder(1_001, 1);
    for (int i = 0; i < 1_001; i++) {
      many.add("x");
    }
    var large = new TextBuilder(1, 1);
    large.add("x".repeat(64 * 1024));
    for (var column : List.of(many, large)) {
      var stream = stream(column);
      assertThatThrownBy(() -> Streams.read(stream))
          .isInstanceOfSatisfying(
              InvalidArrowException.class, e -> assertThat(e.isTooLarge()).isTrue());
    }
  }

  @Test
  void aStreamMayEndWithoutSayingSoButNotWithinAMessage() throws IOException {
    var whole = Streams.resource("plain");
    var readable = new ArrayList<Integer>();
    for (int length = 0; length < whole.length; length++) {
      try {
        Streams.read(Arrays.copyOf(whole, length));
        readable.add(length);
      } catch (InvalidArrowException e) {
        assertThat(e.isTooLarge()).isFalse();
      }
    }
    // After the schema, after the dictionary, after each of three batches.
    assertThat(readable).hasSize(5).last().isEqualTo(whole.length - 8);
  }

  @Test
  void nothingMayFollowTheEnd() throws IOException {
    var whole = Streams.resource("plain");
    assertThatThrownBy(() -> Streams.read(Arrays.copyOf(whole, whole.length + 1)))
        .isInstanceOf(InvalidArrowException.class);
  }

  @Test
  void closingTheReaderOverwritesWhatItHolds() throws IOException {
    var reader =
        new ArrowReader(new ByteArrayInputStream(Streams.resource("plain")), Streams.LIMITS);
    var batch = reader.next();
    assertThat(batch).isNotNull();
    assertThat(batch.texts(2).bytes()).contains("jane@example.org".getBytes(UTF_8));
    reader.close();
    assertThat(batch.texts(2).bytes()).containsOnly(0);
    assertThat(batch.texts(1).bytes()).containsOnly(0);
  }

  @Test
  void columnsOfDifferentLengthsAreNoBatch() throws IOException {
    var writer = new ArrowWriter(new ByteArrayOutputStream(), List.of("a", "b"), Map.of());
    var one = new TextBuilder(1, 1);
    one.add("x");
    assertThatIllegalArgumentException().isThrownBy(() -> writer.write(one, new TextBuilder(0, 0)));
    assertThatIllegalArgumentException().isThrownBy(() -> writer.write(one));
  }

  private static List<@Nullable Object> texts(SplittableRandom random, int count) {
    var texts = new ArrayList<@Nullable Object>();
    for (int i = 0; i < count; i++) {
      texts.add(random.nextInt(4) == 0 ? null : "é".repeat(random.nextInt(9)) + i);
    }
    return texts;
  }

  /** In batches of at most ten rows. */
  private static byte[] written(List<@Nullable Object> a, List<@Nullable Object> b)
      throws IOException {
    var out = new ByteArrayOutputStream();
    try (var writer = new ArrowWriter(out, List.of("a", "b"), Map.of())) {
      for (int from = 0; from < a.size(); from += 10) {
        int to = Math.min(a.size(), from + 10);
        writer.write(column(a.subList(from, to)), column(b.subList(from, to)));
      }
      writer.end();
    }
    return out.toByteArray();
  }

  private static TextBuilder column(List<@Nullable Object> texts) {
    var column = new TextBuilder(0, 0);
    texts.forEach(text -> column.add((String) text));
    return column;
  }

  private static byte[] stream(TextBuilder column) throws IOException {
    var out = new ByteArrayOutputStream();
    var writer = new ArrowWriter(out, List.of("a"), Map.of());
    writer.write(column);
    writer.end();
    return out.toByteArray();
  }
}
