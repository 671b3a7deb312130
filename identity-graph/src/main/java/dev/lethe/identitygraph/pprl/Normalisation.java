package dev.lethe.identitygraph.pprl;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lethe.identitygraph.normalise.Normaliser;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a value is brought into the form that is encoded. Both partners must come to the same form on
 * any machine and day, so nothing here looks at a clock, a country or a locale. A changed outcome
 * needs another format version, because older encodings would no longer match.
 */
public enum Normalisation {
  /** Words in lower case without diacritics and punctuation. */
  @JsonProperty("text")
  TEXT {
    @Override
    Optional<String> apply(String raw) {
      return Normaliser.text(raw);
    }
  },
  /** ASCII letters and digits only, in lower case: postcodes, house numbers, card numbers. */
  @JsonProperty("code")
  CODE {
    @Override
    Optional<String> apply(String raw) {
      return Normaliser.text(raw).map(text -> NOT_CODE.matcher(text).replaceAll("")).filter(FILLED);
    }
  },
  /**
   * A date with the year first, as yymmdd: nearly everybody shares the century, so its digits would
   * tell nobody apart and set the same bits in every filter. Impossible dates and 1900-01-01 are
   * refused.
   */
  @JsonProperty("date")
  DATE {
    @Override
    Optional<String> apply(String raw) {
      return date(raw.strip());
    }
  },
  /** The last nine digits of a phone number: the same with and without the country's code. */
  @JsonProperty("phone")
  PHONE {
    @Override
    Optional<String> apply(String raw) {
      var digits = NOT_DIGIT.matcher(raw).replaceAll("");
      return digits.length() < PHONE_DIGITS || ONE_DIGIT.matcher(digits).matches()
          ? Optional.empty()
          : Optional.of(digits.substring(digits.length() - PHONE_DIGITS));
    }
  },
  /** A mail address without its tag; role mailboxes and placeholders are refused. */
  @JsonProperty("email")
  EMAIL {
    @Override
    Optional<String> apply(String raw) {
      return Normaliser.email(raw);
    }
  };

  private static final int LONGEST = 320;
  private static final int PHONE_DIGITS = 9;
  private static final Pattern NOT_CODE = Pattern.compile("[^a-z0-9]+");
  private static final Pattern NOT_DIGIT = Pattern.compile("[^0-9]+");
  private static final Pattern ONE_DIGIT = Pattern.compile("0*(\\d)\\1{6,}");
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})[-/. ]?(\\d{2})[-/. ]?(\\d{2})(?:[T ].*)?");
  private static final java.util.function.Predicate<String> FILLED = text -> !text.isEmpty();

  abstract Optional<String> apply(String raw);

  /** The form that is encoded; absent where the value cannot be used. Never throws. */
  public Optional<String> of(String raw) {
    return raw.isBlank() || raw.length() > LONGEST ? Optional.empty() : apply(raw);
  }

  private static Optional<String> date(String raw) {
    var parts = YEAR_FIRST.matcher(raw);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var digits = parts.group(1) + parts.group(2) + parts.group(3);
    try {
      LocalDate.of(
          Integer.parseInt(parts.group(1)),
          Integer.parseInt(parts.group(2)),
          Integer.parseInt(parts.group(3)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    return digits.equals("19000101") ? Optional.empty() : Optional.of(digits.substring(2));
  }
}
