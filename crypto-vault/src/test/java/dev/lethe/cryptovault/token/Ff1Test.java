package dev.lethe.cryptovault.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ff1Test {
  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
  private final Ff1 ff1 = new Ff1();

  /** NIST, FF1samples.pdf: examples to SP 800-38G, samples 1 to 9. */
  @ParameterizedTest
  @CsvSource(
      emptyValue = "",
      value = {
        "2b7e151628aed2a6abf7158809cf4f3c, 10, '', 0123456789, 2433477484",
        "2b7e151628aed2a6abf7158809cf4f3c, 10, 39383736353433323130, 0123456789, 6124200773",
        "2b7e151628aed2a6abf7158809cf4f3c, 36, 3737373770717273373737, 0123456789abcdefghi,"
            + " a9tv40mll9kdu509eum",
        "2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f, 10, '', 0123456789, 2830668132",
        "2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f, 10, 39383736353433323130, 0123456789,"
            + " 2496655549",
        "2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f, 36, 3737373770717273373737,"
            + " 0123456789abcdefghi, xbj3kv35jrawxv32ysr",
        "2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f7f036d6f04fc6a94, 10, '', 0123456789,"
            + " 6657667009",
        "2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f7f036d6f04fc6a94, 10,"
            + " 39383736353433323130, 0123456789, 1001623463",
        "2b7e151628aed2a6abf7158809cf4f3cef4359d8d580aa4f7f036d6f04fc6a94, 36,"
            + " 3737373770717273373737, 0123456789abcdefghi, xs8a0azh2avyalyzuwd"
      })
  void samplesOfNistHold(String key, int radix, String tweak, String plain, String sealed) {
    var bytes = HexFormat.of().parseHex(key);
    ff1.init(bytes, 0, bytes.length);
    var numerals = numerals(plain);
    ff1.encrypt(radix, HexFormat.of().parseHex(tweak), numerals, numerals.length);
    assertThat(text(numerals)).isEqualTo(sealed);
    ff1.decrypt(radix, HexFormat.of().parseHex(tweak), numerals, numerals.length);
    assertThat(text(numerals)).isEqualTo(plain);
  }

  @Test
  void everyFormOfAMillionIsPermuted() {
    ff1.init(new byte[32], 0, 32);
    var seen = new java.util.BitSet();
    for (int i = 0; i < 1_000_000; i++) {
      var numerals = numerals("%06d".formatted(i));
      ff1.encrypt(10, new byte[3], numerals, 6);
      seen.set(Integer.parseInt(text(numerals)));
    }
    assertThat(seen.cardinality()).isEqualTo(1_000_000);
  }

  @ParameterizedTest
  @CsvSource({"10,5,false", "10,6,true", "26,4,false", "26,5,true", "62,3,false", "62,4,true"})
  void domainsOfAMillionAndMoreAreLargeEnough(int radix, int length, boolean enough) {
    assertThat(Ff1.isLargeEnough(radix, length)).isEqualTo(enough);
  }

  private static byte[] numerals(String text) {
    var numerals = new byte[text.length()];
    for (int i = 0; i < numerals.length; i++) {
      numerals[i] = (byte) DIGITS.indexOf(text.charAt(i));
    }
    return numerals;
  }

  private static String text(byte[] numerals) {
    var text = new StringBuilder();
    for (byte numeral : numerals) {
      text.append(DIGITS.charAt(numeral));
    }
    return text.toString();
  }
}
