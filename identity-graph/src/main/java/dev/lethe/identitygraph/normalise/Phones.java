package dev.lethe.identitygraph.normalise;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.lethe.identitygraph.normalise.Intake.Read;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Phone numbers in E.164 form; a number without country code is read in the profile's region. */
final class Phones {

  private static final Pattern MONOTONE = Pattern.compile("\\+?\\d{0,3}?(\\d)\\1{5,}");
  private static final String NOBODYS = "a placeholder number points at no single person";
  private static final int AMERICAN_DIGITS = 10;
  private static final String COUNTING = "1234567890";
  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

  Read<String> read(String raw, String region) {
    var text = Text.clean(raw);
    if (Text.placeholder(Text.fold(text))) {
      return Read.absent();
    }
    if (text.length() > 40) {
      return Read.refused("not a phone number");
    }
    var american = american(text, region);
    if (american != null) {
      return generic(american) ? Read.refused(NOBODYS) : Read.of("+1" + american);
    }
    try {
      var number = numbers.parse(text, region);
      var e164 = numbers.format(number, PhoneNumberUtil.PhoneNumberFormat.E164);
      if (generic(Long.toString(number.getNationalNumber()))) {
        return Read.refused(NOBODYS);
      }
      return numbers.isPossibleNumber(number)
          ? Read.of(e164)
          : Read.refused("not a possible phone number");
    } catch (NumberParseException e) {
      return Read.refused("not a phone number");
    }
  }

  /**
   * The ten digits of a number as Americans write it; null for any other, which takes the library
   * much longer to read.
   */
  private static @Nullable String american(String text, String region) {
    if (!region.equals("US")) {
      return null;
    }
    var digits = new StringBuilder(AMERICAN_DIGITS);
    for (var i = 0; i < text.length(); i++) {
      var letter = text.charAt(i);
      if (letter >= '0' && letter <= '9') {
        digits.append(letter);
      } else if (" ()-.".indexOf(letter) < 0) {
        return null;
      }
    }
    return digits.length() == AMERICAN_DIGITS && digits.charAt(0) > '1' ? digits.toString() : null;
  }

  private static boolean generic(String national) {
    return national.length() < 5
        || MONOTONE.matcher(national).matches()
        || (COUNTING + COUNTING).contains(national)
        || national.endsWith("0000000");
  }
}
