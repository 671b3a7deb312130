package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.Jce;
import dev.lethe.cryptovault.RawKey;
import dev.lethe.cryptovault.VaultException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * AES-SIV of RFC 5297: deterministic authenticated encryption over any number of associated
 * strings. The output is the 16 byte synthetic IV and then the ciphertext. Composed over the JDK's
 * AES because a key change costs a fraction of what it costs elsewhere. Not safe for use by several
 * threads at once.
 */
final class AesSiv {
  static final int SIV_BYTES = 16;
  private final Cmac cmac = new Cmac();
  private final Cipher stream = Jce.cipher("AES/ECB/NoPadding");
  private final byte[] keystream = new byte[16];

  /** Takes both halves of a key: half for the synthetic IV, half for the stream. */
  void init(byte[] key, int from, int to) {
    int middle = (from + to) / 2;
    try {
      cmac.init(new RawKey("AES", key, from, middle));
      stream.init(Cipher.ENCRYPT_MODE, new RawKey("AES", key, middle, to));
    } catch (GeneralSecurityException e) {
      throw new VaultException("AES-SIV refused a key of " + (to - from) + " bytes", e);
    }
  }

  /**
   * Writes IV and ciphertext into {@code out}, which has room for the plaintext and 16 bytes more.
   */
  void seal(byte[] plain, byte[] out, int outOffset, byte[]... associated) {
    var iv = s2v(plain, 0, plain.length, associated);
    System.arraycopy(iv, 0, out, outOffset, SIV_BYTES);
    xorStream(iv, plain, 0, plain.length, out, outOffset + SIV_BYTES);
  }

  /** Returns the plaintext, or throws when the IV does not belong to it. */
  byte[] open(byte[] sealed, int offset, byte[]... associated) {
    int length = sealed.length - offset - SIV_BYTES;
    if (length < 0) {
      throw new InvalidTokenException("too short for a synthetic IV");
    }
    var iv = Arrays.copyOfRange(sealed, offset, offset + SIV_BYTES);
    var plain = new byte[length];
    xorStream(iv, sealed, offset + SIV_BYTES, length, plain, 0);
    if (!MessageDigest.isEqual(iv, s2v(plain, 0, length, associated))) {
      Arrays.fill(plain, (byte) 0);
      throw new InvalidTokenException("authentication failed");
    }
    return plain;
  }

  private byte[] s2v(byte[] plain, int offset, int length, byte[]... associated) {
    var chain = cmac.ofZeroBlock();
    for (var string : associated) {
      Cmac.doubleInField(chain);
      xor(chain, cmac.of(string, 0, string.length));
    }
    if (length >= 16) {
      return cmac.ofXorEnd(plain, offset, length, chain);
    }
    Cmac.doubleInField(chain);
    for (int i = 0; i < length; i++) {
      chain[i] ^= plain[offset + i];
    }
    chain[length] ^= (byte) 0x80;
    return cmac.of(chain, 0, 16);
  }

  private void xorStream(
      byte[] iv, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
    var counter = iv.clone();
    counter[8] &= 0x7f;
    counter[12] &= 0x7f;
    for (int done = 0; done < length; done += 16) {
      encrypt(counter);
      int block = Math.min(16, length - done);
      for (int i = 0; i < block; i++) {
        out[outOffset + done + i] = (byte) (in[inOffset + done + i] ^ keystream[i]);
      }
      increment(counter);
    }
  }

  private void encrypt(byte[] block) {
    try {
      stream.update(block, 0, 16, keystream, 0);
    } catch (GeneralSecurityException e) {
      throw new VaultException("AES failed on a whole block", e);
    }
  }

  private static void increment(byte[] counter) {
    for (int i = 15; i >= 0 && ++counter[i] == 0; i--) {}
  }

  private static void xor(byte[] target, byte[] other) {
    for (int i = 0; i < 16; i++) {
      target[i] ^= other[i];
    }
  }
}
