package dev.lethe.identitygraph.normalise;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.lethe.identitygraph.normalise.Intake.Read;
import java.util.regex.Pattern;

/** Phone numbers in E.164 form; a number without country code is read in the profile's region. */
final class Phones {

  private static final Pattern MONOTONE = Pattern.compile("\\+?\\d{0,3}?(\\d)\\1{5,}");
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
    try {
      var number = numbers.parse(text, region);
      var e164 = numbers.format(number, PhoneNumberUtil.PhoneNumberFormat.E164);
      if (generic(Long.toString(number.getNationalNumber()))) {
        return Read.refused("a placeholder number points at no single person");
      }
      return numbers.isPossibleNumber(number)
          ? Read.of(e164)
          : Read.refused("not a possible phone number");
    } catch (NumberParseException e) {
      return Read.refused("not a phone number");
    }
  }

  private static boolean generic(String national) {
    return national.length() < 5
        || MONOTONE.matcher(national).matches()
        || (COUNTING + COUNTING).contains(national)
        || national.endsWith("0000000");
  }
}
