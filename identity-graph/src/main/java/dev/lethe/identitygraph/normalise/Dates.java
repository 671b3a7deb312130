package dev.lethe.identitygraph.normalise;

import dev.lethe.identitygraph.BirthDate;
import dev.lethe.identitygraph.normalise.Intake.Read;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Birth dates: ISO, yyyymmdd, day and month in the order of the region (an impossible month swaps
 * them), English month names. A two-digit year lies in the hundred years that end with the injected
 * year.
 */
final class Dates {

  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})[-/. ]?(\\d{1,2})[-/. ]?(\\d{1,2})(?:[T ].*)?");
  private static final Pattern YEAR_LAST =
      Pattern.compile("(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4}|\\d{2})");
  private static final Pattern DAY_WORD =
      Pattern.compile("(\\d{1,2})[-/. ]+([a-z]{3,9})\\.?[-/., ]+(\\d{4}|\\d{2})");
  private static final Pattern WORD_DAY =
      Pattern.compile("([a-z]{3,9})\\.? +(\\d{1,2}),? +(\\d{4}|\\d{2})");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final int OLDEST = 1500;
  private static final Read<BirthDate> NOT_A_DATE = Read.refused("not a date");

  private final int thisYear;

  Dates(int thisYear) {
    this.thisYear = thisYear;
  }

  Read<BirthDate> read(String raw, String region) {
    var text = Text.clean(raw).toLowerCase(Locale.ROOT);
    if (Text.placeholder(Text.fold(text))) {
      return Read.absent();
    }
    var iso = YEAR_FIRST.matcher(text);
    if (iso.matches()) {
      return checked(number(iso, 1), number(iso, 2), number(iso, 3));
    }
    var numeric = YEAR_LAST.matcher(text);
    if (numeric.matches()) {
      return ordered(
          number(numeric, 1), number(numeric, 2), year(numeric.group(3)), "US".equals(region));
    }
    return worded(text);
  }

  private Read<BirthDate> worded(String text) {
    var dayFirst = DAY_WORD.matcher(text);
    if (dayFirst.matches()) {
      return checked(year(dayFirst.group(3)), month(dayFirst.group(2)), number(dayFirst, 1));
    }
    var monthFirst = WORD_DAY.matcher(text);
    return monthFirst.matches()
        ? checked(year(monthFirst.group(3)), month(monthFirst.group(1)), number(monthFirst, 2))
        : NOT_A_DATE;
  }

  private Read<BirthDate> ordered(int first, int second, int year, boolean monthFirst) {
    var month = monthFirst ? first : second;
    var day = monthFirst ? second : first;
    return month > 12 ? checked(year, day, month) : checked(year, month, day);
  }

  private Read<BirthDate> checked(int year, int month, int day) {
    if (year == 1900 && month == 1 && day == 1) {
      return Read.refused("a placeholder date");
    }
    if (year < OLDEST || year > thisYear) {
      return NOT_A_DATE;
    }
    try {
      return Read.of(new BirthDate(year, month, day));
    } catch (DateTimeException e) {
      return NOT_A_DATE;
    }
  }

  private int year(String digits) {
    var year = Integer.parseInt(digits);
    if (digits.length() == 4) {
      return year;
    }
    var century = thisYear - thisYear % 100;
    return century + year > thisYear ? century - 100 + year : century + year;
  }

  private static int month(String word) {
    return MONTHS.indexOf(word.substring(0, 3)) + 1;
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
