package dev.lethe.cryptovault.token;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How much of an opened value somebody sees. A value that does not have the form a mask expects, or
 * of which the mask would show too large a part, is hidden whole. No mask tells a value's length.
 */
public sealed interface Mask {
  /** What stands for what is not shown. */
  String HIDDEN = "****";

  /** What is shown of the value. */
  String apply(String value);

  /** The mask of this name: {@code hidden}, {@code last_four}, {@code initial}, and so on. */
  static Optional<Mask> named(String name) {
    return switch (name) {
      case "hidden" -> Optional.of(new Hidden());
      case "last_four" -> Optional.of(new LastFour());
      case "initial" -> Optional.of(new Initial());
      case "email_domain" -> Optional.of(new EmailDomain());
      case "year" -> Optional.of(new Year());
      default -> Optional.empty();
    };
  }

  /** Nothing at all. */
  record Hidden() implements Mask {
    @Override
    public String apply(String value) {
      return HIDDEN;
    }
  }

  /** The last four letters or digits of eight or more: {@code ****4242}. */
  record LastFour() implements Mask {
    private static final int SHOWN = 4;
    private static final int SHORTEST = 8;

    @Override
    public String apply(String value) {
      var signs = value.codePoints().filter(Character::isLetterOrDigit).toArray();
      return signs.length < SHORTEST
          ? HIDDEN
          : HIDDEN + new String(signs, signs.length - SHOWN, SHOWN);
    }
  }

  /** The first letter of a word of two letters or more: {@code J****}. */
  record Initial() implements Mask {
    @Override
    public String apply(String value) {
      var letters = value.strip().codePoints().limit(2).toArray();
      boolean isWord =
          letters.length == 2 && Character.isLetter(letters[0]) && Character.isLetter(letters[1]);
      return isWord ? Character.toString(letters[0]) + HIDDEN : HIDDEN;
    }
  }

  /** The domain of an email address: {@code ****@example.org}. */
  record EmailDomain() implements Mask {
    @Override
    public String apply(String value) {
      int at = value.indexOf('@');
      boolean isAddress = at > 0 && at == value.lastIndexOf('@') && value.indexOf('.', at) > at + 1;
      return isAddress ? HIDDEN + value.substring(at) : HIDDEN;
    }
  }

  /** The year of a date that is written as in ISO 8601: {@code 1984}. */
  record Year() implements Mask {
    @Override
    public String apply(String value) {
      try {
        return "%04d".formatted(LocalDate.parse(value.strip()).getYear());
      } catch (DateTimeException _) {
        return HIDDEN;
      }
    }
  }
}
