package dev.lethe.identitygraph.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import dev.lethe.identitygraph.BirthDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What usual values are spared gives what unusual ones go through. */
class ShortCutsTest {
  private static final String MARKS = " ()-.'`_/@+#";

  private final SplittableRandom random = new SplittableRandom(20261122);

  @Test
  void plainTextIsCleanedAndFoldedAsAnyText() {
    for (var round = 0; round < 50_000; round++) {
      var text = text("abcXYZ019" + MARKS, random.nextInt(12));
      assertThat(Text.clean(text)).isEqualTo(Text.cleaned(text));
      assertThat(Text.fold(text)).as(text).isEqualTo(Text.folded(text));
    }
  }

  @Test
  void americanNumbersAreReadAsTheLibraryReadsThem() throws NumberParseException {
    var phones = new Phones();
    var library = PhoneNumberUtil.getInstance();
    var read = 0;
    for (var round = 0; round < 20_000; round++) {
      var text = "2" + text("0123456789 ()-.", random.nextInt(8, 16));
      var value = phones.read(text, "US").value();
      if (value != null) {
        var number = library.parse(text, "US");
        assertThat(library.isPossibleNumber(number)).as(text).isTrue();
        assertThat(value).as(text).isEqualTo(library.format(number, PhoneNumberFormat.E164));
        read++;
      }
    }
    assertThat(read).isGreaterThan(1_000);
  }

  @Test
  void placeholdersAmongAmericanNumbersAreRefused() {
    assertThat(new Phones().read("(222) 222-2222", "US").value()).isNull();
    assertThat(new Phones().read("555-000-0000", "US").value()).isNull();
  }

  @Test
  void domainsAreThoseThatTheStandardAllows() {
    assertThat(Emails.read("A.Vogel@Web.DE").value()).isEqualTo("a.vogel@web.de");
    assertThat(Emails.read("a.vogel@bücher.de").value()).isEqualTo("a.vogel@xn--bcher-kva.de");
    assertThat(Emails.read("a.vogel@" + "x".repeat(64) + ".de").value()).isNull();
    assertThat(Emails.read("a.vogel@web..de").value()).isNull();
    assertThat(Emails.read("Anna <a.vogel@web.de>").value()).isEqualTo("a.vogel@web.de");
  }

  @Test
  void everyYearHasFourDigits() {
    assertThat(new BirthDate(1961, 3, 1).digits()).isEqualTo("19610301");
    assertThat(new BirthDate(987, 12, 31).digits()).isEqualTo("09871231");
  }

  private String text(String letters, int length) {
    var text = new StringBuilder();
    for (var i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
