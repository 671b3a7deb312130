package dev.lethe.cryptovault.root;

/**
 * The field of 256 elements with the polynomial x^8 + x^4 + x^3 + x + 1, as AES uses it. No branch
 * and no table look-up depends on an operand, so that durations tell nothing of a secret.
 */
final class Gf256 {
  private static final int REDUCE = 0x1b;

  private Gf256() {}

  static int times(int a, int b) {
    int product = 0;
    int shifted = a;
    for (int bit = 0; bit < 8; bit++) {
      product ^= shifted & -(b >>> bit & 1);
      shifted = (shifted << 1 ^ REDUCE & -(shifted >>> 7)) & 0xff;
    }
    return product;
  }

  /** The element that gives 1 when multiplied by {@code a}; zero, which has none, gives zero. */
  static int inverse(int a) {
    // a^254 by square and multiply, the exponent being public.
    int power = a;
    for (int bit = 0; bit < 6; bit++) {
      power = times(times(power, power), a);
    }
    return times(power, power);
  }

  /** The value at {@code x} of the polynomial with these coefficients, the constant one first. */
  static int evaluate(byte[] coefficients, int x) {
    int value = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      value = times(value, x) ^ coefficients[i] & 0xff;
    }
    return value;
  }

  /** What the value at {@code xs[which]} counts when the polynomial is interpolated at zero. */
  static int weightAtZero(int[] xs, int which) {
    int weight = 1;
    for (int i = 0; i < xs.length; i++) {
      if (i != which) {
        weight = times(weight, times(xs[i], inverse(xs[i] ^ xs[which])));
      }
    }
    return weight;
  }
}
