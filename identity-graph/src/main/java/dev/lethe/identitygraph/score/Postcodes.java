package dev.lethe.identitygraph.score;

/**
 * The coarser parts of a postcode without spaces, in the British form or by leading characters
 * elsewhere.
 */
public final class Postcodes {

  private Postcodes() {}

  /** The delivery district: the British outward code, or the first three characters. */
  public static String district(String postcode) {
    return british(postcode)
        ? postcode.substring(0, postcode.length() - 3)
        : postcode.substring(0, Math.min(3, postcode.length()));
  }

  private static boolean british(String postcode) {
    var length = postcode.length();
    return length >= 5
        && length <= 7
        && Character.isLetter(postcode.charAt(0))
        && Character.isDigit(postcode.charAt(length - 3))
        && Character.isLetter(postcode.charAt(length - 1));
  }
}
