package dev.lethe.cryptovault.root;

/**
 * How a secret is shared: any {@code needed} of {@code total} shares open it, fewer say nothing.
 *
 * @param needed at least 2: a single share would be the secret itself
 * @param total at most {@value #MOST}
 */
public record ShareTerms(int needed, int total) {
  /** The most shares that are made of one secret. */
  public static final int MOST = 32;

  public ShareTerms {
    if (needed < 2 || needed > total || total > MOST) {
      throw new IllegalArgumentException(
          "2 to " + MOST + " shares can be made, of which 2 or more and at most all are needed");
    }
  }

  /** Reads {@code 3of5}. */
  public static ShareTerms parse(String text) {
    if (!text.matches("[0-9]{1,2}of[0-9]{1,2}")) {
      throw new IllegalArgumentException("shares are written like 3of5");
    }
    var numbers = text.split("of", -1);
    return new ShareTerms(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
  }

  @Override
  public String toString() {
    return needed + "of" + total;
  }
}
