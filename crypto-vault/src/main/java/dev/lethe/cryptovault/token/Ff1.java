package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.RawKey;
import dev.lethe.cryptovault.VaultException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * FF1 of NIST SP 800-38G with the smallest domain of its revision 1: a permutation of the strings
 * of one length over numerals below a radix of 2 to 256. Strings that fit a long go through own
 * arithmetic, five times as fast as Bouncy Castle, which does the longer ones. Gives no integrity:
 * under another key or tweak it answers another string. Not safe for use by several threads at
 * once.
 */
final class Ff1 {
  /** A form must have at least as many values (SP 800-38G revision 1). */
  static final long SMALLEST_DOMAIN = 1_000_000;

  private final Ff1Rounds rounds = new Ff1Rounds();
  private byte[] key = new byte[0];
  private int from;
  private int to;

  /** Looks at the key in its array for as long as it is used; the owner wipes it there. */
  void init(byte[] key, int from, int to) {
    this.key = key;
    this.from = from;
    this.to = to;
    try {
      rounds.init(new RawKey("AES", key, from, to));
    } catch (GeneralSecurityException e) {
      throw new VaultException("FF1 refused a key of " + (to - from) + " bytes", e);
    }
  }

  /** Whether strings of this length are enough in number. */
  static boolean isLargeEnough(int radix, int length) {
    long domain = 1;
    for (int i = 0; i < length && domain < SMALLEST_DOMAIN; i++) {
      domain *= radix;
    }
    return domain >= SMALLEST_DOMAIN;
  }

  /** Replaces the first numerals by those they are enciphered to. */
  void encrypt(int radix, byte[] tweak, byte[] numerals, int length) {
    check(radix, numerals, length);
    if (rounds.prepare(radix, length, tweak)) {
      rounds.encrypt(numerals);
    } else {
      byBouncyCastle(true, radix, tweak, numerals, length);
    }
  }

  /** Undoes {@link #encrypt}. */
  void decrypt(int radix, byte[] tweak, byte[] numerals, int length) {
    check(radix, numerals, length);
    if (rounds.prepare(radix, length, tweak)) {
      rounds.decrypt(numerals);
    } else {
      byBouncyCastle(false, radix, tweak, numerals, length);
    }
  }

  private static void check(int radix, byte[] numerals, int length) {
    for (int i = 0; i < length; i++) {
      if ((numerals[i] & 0xff) >= radix) {
        throw new UnfitValueException("the numeral at " + (i + 1) + " is not below " + radix);
      }
    }
  }

  private void byBouncyCastle(
      boolean encrypting, int radix, byte[] tweak, byte[] numerals, int length) {
    var engine = new FPEFF1Engine();
    var range = Arrays.copyOfRange(key, from, to);
    engine.init(encrypting, new FPEParameters(new KeyParameter(range), radix, tweak));
    Arrays.fill(range, (byte) 0);
    engine.processBlock(numerals, 0, length, numerals, 0);
  }

  /** Overwrites what is left of a value; the owner has given it another key. */
  void wipe() {
    rounds.wipe();
  }
}
