package dev.lethe.cryptovault.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CanonicalJsonTest {

  @Test
  void sampleOfSection322IsReproduced() {
    String input =
        """
        {
          "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
          "literals": [null, true, false]
        }
        """;
    assertThat(CanonicalJson.text(Json.parse(input)))
        .isEqualTo(
            "{\"literals\":[null,true,false],"
                + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void bytesOfSection324AreReproduced() {
    String expected =
        """
        7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e
        756d62657273223a5b3333333333333333332e333333333333332c31652b3330
        2c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac24
        5c75303030665c6e41274225c225c5c5c5c5c222f227d
        """;
    String input =
        "{\"numbers\":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"
            + "\"string\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
            + "\"literals\":[null,true,false]}";
    assertThat(HexFormat.of().formatHex(CanonicalJson.bytes(Json.parse(input))))
        .hasSizeGreaterThan(200)
        .startsWith(expected.lines().findFirst().orElseThrow())
        .contains("e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d");
  }

  @Test
  void membersAreSortedByUtf16CodeUnits() {
    String input =
        "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet"
            + " With Dagesh\",\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\","
            + "\"\\u0080\":\"Control\",\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}";
    assertThat(CanonicalJson.text(Json.parse(input)))
        .containsSubsequence(
            "Carriage Return", "One", "Control", "Latin Small", "Euro", "Emoji", "Hebrew");
  }

  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  void numbersOfAppendixBAreReproduced(String bits, String text) {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(CanonicalJson.number(value)).isEqualTo(text);
  }

  @Test
  void everyDoubleReadsBackAsItself() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(CanonicalJson.number(value)))
            .as("seed %d", seed)
            .isEqualTo(value);
      }
    }
  }

  @Test
  void canonicalFormIsItsOwnCanonicalForm() {
    String once =
        CanonicalJson.text(Json.parse(" { \"b\" : [ 1.0 , { } ] , \"a\" : \"\\u00e9\" } "));
    assertThat(once).isEqualTo("{\"a\":\"é\",\"b\":[1,{}]}");
    assertThat(CanonicalJson.text(Json.parse(once))).isEqualTo(once);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\":1,\"a\":2}",
        "[1,]",
        "01",
        "1.",
        "+1",
        "nul",
        "\"\\ud800\"",
        "\"\\x\"",
        "\"a\nb\"",
        "1 2",
        "9007199254740993",
        "1e999",
        "{a:1}",
        "\"\\u12g4\"",
        "[1}",
        "-",
        "NaN"
      })
  void textOutsideInternetJsonIsRefused(String text) {
    assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonSyntaxException.class);
  }

  @Test
  void deepNestingIsRefusedBeforeTheStackIs() {
    assertThatThrownBy(() -> Json.parse("[".repeat(100_000)))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessageContaining("too deeply");
  }

  @Test
  void integerThatADoubleWouldRoundIsRefused() {
    assertThatThrownBy(() -> Json.of((1L << 53) + 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
