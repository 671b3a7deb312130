package dev.lethe.service.fanout.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Values are found in bytes wherever they stand, and nothing else is. */
class KeySearchTest {

  private final KeySearch search =
      new KeySearch(
          List.of("prf_0123456789abcdefghjkmnpqrs", "maria.schmidt@mail.example", "1001"));

  @Test
  void findsWhatAPlainSearchFinds() {
    long seed = 20_261_122;
    var random = new Random(seed);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      values.add(noise(random, 8 + random.nextInt(6)));
    }
    var many = new KeySearch(values);
    for (int round = 0; round < 300; round++) {
      var text = new StringBuilder(noise(random, random.nextInt(200)));
      for (int i = random.nextInt(4); i > 0; i--) {
        text.insert(random.nextInt(text.length() + 1), values.get(random.nextInt(40)));
      }
      String all = text.toString();
      long plain = 0;
      for (String value : values) {
        for (int at = all.indexOf(value); at >= 0; at = all.indexOf(value, at + 1)) {
          plain++;
        }
      }
      assertThat(many.inside(bytes(all))).as("seed %d round %d", seed, round).isEqualTo(plain);
    }
  }

  @Test
  void shortValueCountsOnlyWhereItStandsAlone() {
    assertThat(search.inCell(bytes("1001"))).isEqualTo(1);
    assertThat(search.inCell(bytes("sku-1001-blue"))).isZero();
    assertThat(search.is("1001")).isTrue();
  }

  @Test
  void cutBoundsAreRecognised() {
    assertThat(search.isBound(bytes("prf_0123456789ab"))).isTrue();
    assertThat(search.isBound(bytes("prf_0123456789ac"))).as("rounded up").isTrue();
    assertThat(search.isBound(bytes("prf_0123456789ad"))).isFalse();
    assertThat(search.isBound(bytes("maria.schmidt@mail.example"))).isTrue();
    assertThat(search.isBound(bytes("prf_"))).as("everybody's prefix").isFalse();
  }

  @Test
  void printsNoValue() {
    assertThat(search.toString()).isEqualTo("KeySearch[3 values]");
  }

  private static String noise(Random random, int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(3)));
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
