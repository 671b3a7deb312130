package dev.lethe.service.policy;

import dev.lethe.cryptovault.KeyId;
import java.util.BitSet;

/**
 * About how many different people a caller has seen, in 8 KiB and without telling whom: linear
 * counting (Whang, Vander-Zanden, Taylor 1990). Each key sets one of 65,536 bits. A count of up to
 * {@link #MOST} is off by less than a hundredth as a rule; one of a few hundred by one or two.
 */
final class PeopleSketch {
  /** Limits beyond this could not be told reliably. */
  static final int MOST = 100_000;

  private static final int BITS = 1 << 16;

  private final long salt;
  private final BitSet bits;
  private boolean grown;

  /**
   * @param salt random and secret, so that nobody can choose people who share a bit
   * @param bytes what {@link #toBytes} gave, or none
   */
  PeopleSketch(long salt, byte[] bytes) {
    this.salt = salt;
    this.bits = BitSet.valueOf(bytes);
  }

  void add(KeyId key) {
    int place = place(key);
    grown |= !bits.get(place);
    bits.set(place);
  }

  private int place(KeyId key) {
    long high = mixed(key.value().getMostSignificantBits() ^ salt);
    return (int) (mixed(key.value().getLeastSignificantBits() ^ high) & (BITS - 1));
  }

  /** The finalizer of SplitMix64. */
  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Whether somebody was added who was not there before. */
  boolean hasGrown() {
    return grown;
  }

  int count() {
    int free = BITS - bits.cardinality();
    return free == 0 ? Integer.MAX_VALUE : (int) Math.round(BITS * Math.log((double) BITS / free));
  }

  byte[] toBytes() {
    return bits.toByteArray();
  }

  @Override
  public String toString() {
    return "PeopleSketch[" + count() + "]";
  }
}
