package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.Jce;
import dev.lethe.cryptovault.VaultException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/**
 * The ten rounds of FF1 in the arithmetic of longs, with the names of SP 800-38G: n numerals of a
 * radix, the halves A and B of u and v numerals, and the round function over the blocks P and Q.
 * All of P and Q but their last block is the same in each round and enciphered once.
 */
final class Ff1Rounds {
  private static final int ROUNDS = 10;
  private static final int P_HEAD = 0x010201;
  private static final int SMALL_NUMBER_BYTES = 4;

  private final Cipher aes = Jce.cipher("AES/ECB/NoPadding");
  private final byte[] in = new byte[Block.BYTES];
  private final byte[] out = new byte[Block.BYTES];
  private int radix;
  private int n;
  private int u;
  private long modulusU;
  private long modulusV;
  private long inverseRadix;
  private long inverseU;
  private long inverseV;
  private int b;
  private long lastHigh;
  private long lastLow;

  void init(SecretKey key) throws InvalidKeyException {
    aes.init(Cipher.ENCRYPT_MODE, key);
  }

  /** Readies for strings of one form; false where they are too many for a long. */
  boolean prepare(int radix, int n, byte[] tweak) {
    if ((radix != this.radix || n != this.n) && !measure(radix, n)) {
      return false;
    }
    begin(tweak);
    return true;
  }

  private boolean measure(int radix, int n) {
    int v = n - n / 2;
    long domain = power(radix, n);
    if (domain == 0) {
      return false;
    }
    this.radix = radix;
    this.n = n;
    u = n / 2;
    inverseRadix = Long.divideUnsigned(-1, radix);
    modulusU = power(radix, u);
    modulusV = power(radix, v);
    inverseU = Long.divideUnsigned(-1, modulusU);
    inverseV = Long.divideUnsigned(-1, modulusV);
    int bits = Long.SIZE - Long.numberOfLeadingZeros(modulusV - 1);
    b = (bits + Byte.SIZE - 1) / Byte.SIZE;
    return true;
  }

  /** Zero where it does not fit. */
  private static long power(int radix, int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      if (power > Long.MAX_VALUE / radix) {
        return 0;
      }
      power *= radix;
    }
    return power;
  }

  /** Chains P and the tweak's whole blocks, and lays out what the rounds share of the last one. */
  private void begin(byte[] tweak) {
    Block.putLong(in, 0, (long) P_HEAD << 40 | (long) radix << 16 | (long) ROUNDS << 8 | u & 0xff);
    Block.putLong(in, Long.BYTES, (long) n << 32 | tweak.length);
    encryptBlock();
    int whole = (tweak.length + 1 + b - 1) / Block.BYTES * Block.BYTES;
    for (int done = 0; done < whole; done += Block.BYTES) {
      chain(tweak, done);
      encryptBlock();
    }
    chain(tweak, whole);
    lastHigh = Block.getLong(in, 0);
    lastLow = Block.getLong(in, Long.BYTES);
  }

  /** Q begins with the tweak, and then zeroes. */
  private void chain(byte[] tweak, int from) {
    int length = Math.clamp(tweak.length - from, 0, Block.BYTES);
    System.arraycopy(out, 0, in, 0, Block.BYTES);
    for (int i = 0; i < length; i++) {
      in[i] ^= tweak[from + i];
    }
  }

  void encrypt(byte[] numerals) {
    long a = number(numerals, 0, u);
    long c = number(numerals, u, n);
    for (int i = 0; i < ROUNDS; i++) {
      long sum = a + round(i, c) - modulus(i);
      a = c;
      c = plusIfNegative(sum, modulus(i));
    }
    write(a, numerals, 0, u);
    write(c, numerals, u, n);
  }

  void decrypt(byte[] numerals) {
    long a = number(numerals, 0, u);
    long c = number(numerals, u, n);
    for (int i = ROUNDS - 1; i >= 0; i--) {
      long difference = c - round(i, a);
      c = a;
      a = plusIfNegative(difference, modulus(i));
    }
    write(a, numerals, 0, u);
    write(c, numerals, u, n);
  }

  private long modulus(int round) {
    return round % 2 == 0 ? modulusU : modulusV;
  }

  private static long plusIfNegative(long number, long modulus) {
    return number + (number >> 63 & modulus);
  }

  /** y of the standard in its modulus: the first 8 or 12 bytes of the enciphered last block. */
  private long round(int i, long half) {
    Block.putLong(in, 0, lastHigh);
    Block.putLong(in, Long.BYTES, lastLow ^ ((long) i << b * Byte.SIZE | half));
    encryptBlock();
    long modulus = modulus(i);
    long y = reduce(Block.getLong(out, 0), modulus, i % 2 == 0 ? inverseU : inverseV);
    if (b <= SMALL_NUMBER_BYTES) {
      return y;
    }
    // A modulus of a few bits over 32 leaves room to shift by 16, twice.
    long more = Block.getLong(out, Long.BYTES);
    y = (y << 16 | more >>> 48) % modulus;
    return (y << 16 | more >>> 32 & 0xffff) % modulus;
  }

  /**
   * An unsigned number modulo another without a division, whose duration would depend on it. The
   * quotient by way of the inverse, 2^64 / modulus rounded down, is at most one too small.
   */
  private static long reduce(long number, long modulus, long inverse) {
    long rest = number - Math.unsignedMultiplyHigh(number, inverse) * modulus;
    return plusIfNegative(rest - modulus, modulus);
  }

  private long number(byte[] numerals, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      number = number * radix + (numerals[i] & 0xff);
    }
    return number;
  }

  private void write(long number, byte[] numerals, int from, int to) {
    long rest = number;
    for (int i = to - 1; i >= from; i--) {
      long quotient = Math.unsignedMultiplyHigh(rest, inverseRadix);
      long numeral = rest - quotient * radix;
      long tooSmall = radix - 1 - numeral >> 63;
      numerals[i] = (byte) (numeral - (tooSmall & radix));
      rest = quotient - tooSmall;
    }
  }

  private void encryptBlock() {
    try {
      aes.update(in, 0, Block.BYTES, out, 0);
    } catch (GeneralSecurityException e) {
      throw new VaultException("AES failed on a whole block", e);
    }
  }

  /** Overwrites what is left of a value; the owner has given it another key. */
  void wipe() {
    Arrays.fill(in, (byte) 0);
    Arrays.fill(out, (byte) 0);
    lastHigh = 0;
    lastLow = 0;
  }
}
