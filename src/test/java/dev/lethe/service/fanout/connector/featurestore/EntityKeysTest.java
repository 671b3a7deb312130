package dev.lethe.service.fanout.connector.featurestore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.fanout.connector.featurestore.EntityKeys.TypedValue;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Golden vectors made with Feast's own key_encoding_utils.py and mmh3. */
class EntityKeysTest {

  private static final TypedValue CUSTOMER_1001 = typed(EntityValue.INT64, "1001");

  @Test
  void versionThreeCountsNamesAndGivesTheirLengths() {
    assertThat(hex(3, Map.of("customer_id", CUSTOMER_1001)))
        .isEqualTo(
            "01000000020000000b000000637573746f6d65725f69640400000008000000e90300000000000073686f70");
  }

  @Test
  void versionTwoDoesNeither() {
    assertThat(hex(2, Map.of("customer_id", CUSTOMER_1001)))
        .isEqualTo("02000000637573746f6d65725f69640400000008000000e90300000000000073686f70");
  }

  @Test
  void textValuesAreUtf8() {
    assertThat(hex(3, Map.of("customer_id", typed(EntityValue.STRING, "C-1"))))
        .isEqualTo("01000000020000000b000000637573746f6d65725f69640200000003000000432d3173686f70");
  }

  @Test
  void severalJoinKeysAreSortedByName() {
    assertThat(
            hex(
                3,
                Map.of("product_id", typed(EntityValue.INT64, "7"), "customer_id", CUSTOMER_1001)))
        .isEqualTo(
            "02000000020000000b000000637573746f6d65725f6964020000000a00000070726f647563745f6964"
                + "0400000008000000e9030000000000000400000008000000070000000000000073686f70");
  }

  @Test
  void keyReadsBackAsWhatWasWritten() {
    var keys = new EntityKeys("shop", 3);
    var entity = Map.of("a", typed(EntityValue.STRING, "Zoë"), "b", typed(EntityValue.INT32, "-5"));
    var back = keys.decode(keys.encode(entity)).orElseThrow();
    assertThat(back).containsOnlyKeys("a", "b");
    assertThat(EntityValue.decode(2, back.getOrDefault("a", CUSTOMER_1001).bytes()))
        .isEqualTo("Zoë");
    assertThat(EntityValue.decode(3, back.getOrDefault("b", CUSTOMER_1001).bytes())).isEqualTo(-5);
  }

  @Test
  void keyOfAnotherProjectIsNotOurs() {
    byte[] foreign = new EntityKeys("workshop", 3).encode(Map.of("customer_id", CUSTOMER_1001));
    assertThat(new EntityKeys("shop", 3).decode(foreign)).isEmpty();
  }

  @Test
  void anyOtherBytesAreNoKey() {
    var keys = new EntityKeys("shop", 3);
    assertThat(keys.decode("session:42".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(keys.decode(new byte[0])).isEmpty();
    assertThat(keys.decode(HexFormat.of().parseHex("01000000020000ffffffff7f"))).isEmpty();
  }

  @Test
  void fieldsAreMurmurHashesInLittleEndian() {
    assertThat(HexFormat.of().formatHex(FeatureField.of("customer_stats", "avg_basket")))
        .isEqualTo("b4cd7597");
  }

  private static String hex(int version, Map<String, TypedValue> entity) {
    return HexFormat.of().formatHex(new EntityKeys("shop", version).encode(entity));
  }

  private static TypedValue typed(EntityValue type, String value) {
    return new TypedValue(type.number(), type.encode(value).orElseThrow());
  }
}
