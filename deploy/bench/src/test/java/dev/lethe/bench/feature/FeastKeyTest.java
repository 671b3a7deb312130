package dev.lethe.bench.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bytes that Feast 0.66 itself makes. */
final class FeastKeyTest {
  @Test
  void keyHasFeastsBytes() {
    assertThat(hex(FeastKey.of("shop", "customer_id", "C-1")))
        .isEqualTo("01000000020000000b000000637573746f6d65725f69640200000003000000432d3173686f70");
  }

  @Test
  void hashFieldHasFeastsBytes() {
    assertThat(hex(FeastKey.field("customer_stats", "avg_basket"))).isEqualTo("b4cd7597");
  }

  @Test
  void valuesAreProtobufMessages() {
    assertThat(hex(FeastValue.of("toys"))).isEqualTo("1204746f7973");
    assertThat(hex(FeastValue.of(300))).isEqualTo("20ac02");
    assertThat(hex(FeastValue.of(1.5))).isEqualTo("29000000000000f83f");
    assertThat(hex(FeastValue.of(Instant.ofEpochSecond(1)))).isEqualTo("0801");
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
