package dev.lethe.identitygraph.pprl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ClkEncoderTest {

  private static final Map<String, String> ANNA =
      Map.of(
          "given_name", "Anna",
          "family_name", "Müller-Lüdenscheidt",
          "birth_date", "1985-03-17",
          "street", "Lange Straße",
          "house_number", "12a",
          "city", "Köln",
          "postcode", "50667");

  /** Computed apart from this code, by the description in src/docs/pprl.md. */
  @Test
  void encodingsStayTheSameByteForByte() {
    assertThat(encode(ANNA).toBase64())
        .isEqualTo(
            "WYCoBC1YJ6wLdpyu6SraJebtpPwlFiOj6M4Ik0vS/rj6yM/XlmF9+BOXaQlGqv4aVIDVzNyxABdWeGGJNjF7"
                + "BNdg4IWCrwq0CJHQMHKZ39Jk8acaB8eHG5xy5EXEyVG1PGEIUYMheGABGmn/YCt45G2PkQoAIz3JEGMo"
                + "G0B/xgg=");
    try (var encoder = People.encoder()) {
      assertThat(encoder.keyCheck()).isEqualTo("a4a1a497e8d238ae");
    }
  }

  @Test
  void shippedSchemasKeepTheirFingerprints() {
    assertThat(LinkageSchema.shipped("person-address-1").fingerprint())
        .isEqualTo("7b8c71d224de5bdac561320edebf5524c0e0548869dddbce2930daf2ec9e750d");
    assertThat(LinkageSchema.shipped("person-contact-1").fingerprint())
        .isEqualTo("5911bc25400970be21805abe5fd617c77ca55ff35d8e70f726ae5c569aebb318");
  }

  @Test
  void writingDoesNotMatter() {
    var shouted = with(ANNA, "family_name", "MULLER  LUDENSCHEIDT");
    shouted.put("birth_date", "19850317");
    assertThat(encode(shouted)).isEqualTo(encode(ANNA));
  }

  @Test
  void namesInTheWrongOfTwoColumnsCostNothing() {
    var swapped = with(ANNA, "given_name", "Müller-Lüdenscheidt");
    swapped.put("family_name", "Anna");
    assertThat(encode(swapped)).isEqualTo(encode(ANNA));
  }

  @Test
  void anotherSecretGivesUnrelatedBits() {
    try (var secret = People.secret("another secret of other partners");
        var encoder = new ClkEncoder(LinkageSchema.shipped("person-address-1"), secret)) {
      var other = Objects.requireNonNull(encoder.encode(ANNA).clk());
      assertThat(other.dice(encode(ANNA))).isBetween(.4, .6);
    }
  }

  @Test
  void aTypoCostsLittleAndAnotherPersonNearlyEverything() {
    var typo = encode(with(ANNA, "family_name", "Müler-Lüdenscheidt"));
    assertThat(typo.dice(encode(ANNA))).isBetween(.95, .999);
  }

  @Test
  void aboutHalfOfTheBitsAreSet() {
    assertThat(encode(ANNA).cardinality()).isBetween(400, 560);
  }

  @Test
  void recordsThatHoldTooLittleGetNoEncoding() {
    try (var encoder = People.encoder()) {
      assertThat(encoder.encode(Map.of()).clk()).isNull();
      assertThat(encoder.encode(Map.of("given_name", "N/A", "family_name", "unknown")).clk())
          .isNull();
      var household = new HashMap<>(ANNA);
      household.remove("given_name");
      household.remove("birth_date");
      assertThat(encoder.encode(household).clk()).isNull();
      var onlyNames = Map.of("given_name", "Anna", "family_name", "Schmidt");
      assertThat(encoder.encode(onlyNames).clk()).isNull();
    }
  }

  @Test
  void valuesThatCannotBeUsedAreNamedByColumnOnly() {
    var odd = with(ANNA, "birth_date", "1985-02-31");
    odd.put("city", "N/A");
    odd.put("street", "x".repeat(5_000));
    try (var encoder = People.encoder()) {
      assertThat(encoder.encode(odd).unusable()).containsExactly("birth_date", "street", "city");
    }
  }

  @Test
  void placeholdersAndHostileTextNeitherCrashNorCount() {
    try (var encoder = People.encoder()) {
      for (var junk :
          new String[] {"\uD83D\uDE00", "\uD800", "\u0000", "''--", "   ", "n/a", "test"}) {
        var record = new HashMap<String, String>();
        ANNA.keySet().forEach(column -> record.put(column, junk));
        assertThat(encoder.encode(record).clk()).as("junk of %d chars", junk.length()).isNull();
      }
    }
  }

  @Test
  void rightToLeftNamesAreEncoded() {
    var hebrew = encode(with(ANNA, "family_name", "כהן"));
    assertThat(hebrew.dice(encode(with(ANNA, "family_name", "כהן")))).isEqualTo(1);
    assertThat(hebrew).isNotEqualTo(encode(with(ANNA, "family_name", "לוי")));
  }

  @Test
  void secretsDoNotPrintAndEndWhenClosed() {
    var secret = People.secret(People.SECRET);
    assertThat(secret.toString()).doesNotContain("partners");
    secret.close();
    assertThatThrownBy(() -> secret.derive("any")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> People.secret("too short")).hasMessageContaining("16 bytes");
  }

  private static Clk encode(Map<String, String> record) {
    try (var encoder = People.encoder()) {
      return Objects.requireNonNull(encoder.encode(record).clk());
    }
  }

  private static Map<String, String> with(Map<String, String> record, String column, String value) {
    var changed = new HashMap<>(record);
    changed.put(column, value);
    return changed;
  }
}
