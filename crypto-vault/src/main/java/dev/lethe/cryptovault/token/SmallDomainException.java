package dev.lethe.cryptovault.token;

/**
 * There are too few values of this form for format-preserving encryption: whoever can have some of
 * them enciphered could list the rest. A stored token (suite 4) has no such bound.
 */
public final class SmallDomainException extends UnfitValueException {
  private SmallDomainException(String message) {
    super(message);
  }

  static SmallDomainException of(Alphabet alphabet, int characters) {
    return new SmallDomainException(
        "format-preserving encryption (suite 3) needs a form with at least %,d values, and %d of %d characters have fewer; use a stored token (suite 4)"
            .formatted(Ff1.SMALLEST_DOMAIN, characters, alphabet.radix()));
  }
}
