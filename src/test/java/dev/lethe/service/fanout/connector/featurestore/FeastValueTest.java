package dev.lethe.service.fanout.connector.featurestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Feast's values, read from the wire format that its value message has. */
class FeastValueTest {

  @Test
  void scalarsKeepTheirValue() {
    assertThat(FeastValue.read(Protobuf.string(2, "Käse"))).isEqualTo("Käse");
    assertThat(FeastValue.read(Protobuf.integer(3, -7))).isEqualTo(-7);
    assertThat(FeastValue.read(Protobuf.integer(4, Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
    assertThat(FeastValue.read(Protobuf.real(5, 12.25))).isEqualTo(12.25);
    assertThat(FeastValue.read(Protobuf.real(6, 1.5f))).isEqualTo(1.5f);
    assertThat(FeastValue.read(Protobuf.integer(7, 1))).isEqualTo(true);
    assertThat(FeastValue.read(Protobuf.integer(8, 0))).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(FeastValue.read(Protobuf.bytes(1, new byte[] {1, 2}))).isEqualTo("AQI=");
  }

  @Test
  void emptyMessageIsNoValue() {
    assertThat(FeastValue.read(new byte[0])).isNull();
  }

  @Test
  void listsAreReadPackedAndUnpacked() {
    byte[] names = Protobuf.join(Protobuf.string(1, "a"), Protobuf.string(1, "b"));
    assertThat(FeastValue.read(Protobuf.bytes(12, names))).isEqualTo(List.of("a", "b"));
    byte[] packed = Protobuf.bytes(1, new byte[] {1, 2, (byte) 0x80, 1});
    assertThat(FeastValue.read(Protobuf.bytes(14, packed))).isEqualTo(List.of(1L, 2L, 128L));
    byte[] unpacked = Protobuf.join(Protobuf.real(1, 1.0), Protobuf.real(1, 2.0));
    assertThat(FeastValue.read(Protobuf.bytes(15, unpacked))).isEqualTo(List.of(1.0, 2.0));
  }

  @Test
  void whatIsNotKnownIsHandedOutAsBytes() {
    assertThat(FeastValue.read(Protobuf.bytes(20, new byte[] {9})))
        .isEqualTo(Map.of("undecoded", "CQ=="));
  }

  @Test
  void malformedBytesNeverThrow() {
    long seed = 4711;
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(24)];
      random.nextBytes(noise);
      FeastValue.read(noise);
      FeastValue.readTimestamp(noise);
    }
    assertThat(FeastValue.read("\u0012\u007f".getBytes(StandardCharsets.UTF_8)))
        .as("seed %d", seed)
        .isInstanceOf(Map.class);
  }

  @Test
  void timestampKeepsNanos() {
    byte[] message = Protobuf.join(Protobuf.integer(1, 1_774_000_000L), Protobuf.integer(2, 5));
    assertThat(FeastValue.readTimestamp(message))
        .isEqualTo(Instant.ofEpochSecond(1_774_000_000L, 5));
  }
}
