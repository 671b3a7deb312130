package dev.lethe.cli.load;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns dates of known formats into ISO form. A value that fits no format goes through as it is:
 * the service knows more forms, and judges.
 */
public final class DateReader {
  private final List<DateTimeFormatter> formats = new ArrayList<>();

  /** Tries the formats in their order. */
  public DateReader(List<String> patterns) throws MappingException {
    for (String pattern : patterns) {
      formats.add(format(pattern));
    }
  }

  /** The date in ISO form, or the value as it is. */
  public String read(String value) {
    for (DateTimeFormatter format : formats) {
      try {
        return LocalDate.parse(value, format).toString();
      } catch (DateTimeException e) {
        continue;
      }
    }
    return value;
  }

  private static DateTimeFormatter format(String pattern) throws MappingException {
    try {
      // Strict resolving, so that the 30th of February is not taken for the 28th; it needs the
      // proleptic year.
      return new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern(pattern.replace("yyyy", "uuuu"))
          .toFormatter(Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw new MappingException("\"" + pattern + "\" is no date format");
    }
  }
}
