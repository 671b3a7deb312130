package dev.lethe.identitygraph.pprl;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * A cryptographic linkage key: a Bloom filter of {@value #LENGTH} bits over the tokens of one
 * record. Immutable.
 */
public final class Clk {

  /** Bits of a filter. */
  public static final int LENGTH = 1024;

  static final int WORDS = LENGTH / Long.SIZE;

  private final long[] words;

  Clk(long[] words) {
    this.words = words.clone();
  }

  /**
   * Reads {@link #toBase64()}.
   *
   * @throws IllegalArgumentException when the text is not exactly {@value #LENGTH} bits in Base64
   */
  public static Clk fromBase64(String text) {
    var bytes = Base64.getDecoder().decode(text);
    if (bytes.length != LENGTH / Byte.SIZE) {
      throw new IllegalArgumentException("an encoding has " + LENGTH + " bits");
    }
    var words = new long[WORDS];
    ByteBuffer.wrap(bytes).asLongBuffer().get(words);
    return new Clk(words);
  }

  /** The filter in Base64; bit 0 is the highest bit of the first byte. */
  public String toBase64() {
    var bytes = ByteBuffer.allocate(LENGTH / Byte.SIZE);
    bytes.asLongBuffer().put(words);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** How many bits are set. */
  public int cardinality() {
    var set = 0;
    for (var word : words) {
      set += Long.bitCount(word);
    }
    return set;
  }

  /** Sorensen-Dice likeness: twice the common bits over all set bits; 0 where no bit is set. */
  public double dice(Clk other) {
    var common = 0;
    for (var i = 0; i < WORDS; i++) {
      common += Long.bitCount(words[i] & other.words[i]);
    }
    var all = cardinality() + other.cardinality();
    return all == 0 ? 0 : 2.0 * common / all;
  }

  void copyTo(long[] target, int offset) {
    System.arraycopy(words, 0, target, offset, WORDS);
  }

  static void set(long[] words, int bit) {
    words[bit / Long.SIZE] |= Long.MIN_VALUE >>> (bit % Long.SIZE);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Clk that && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }
}
