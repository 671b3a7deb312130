package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.Jce;
import dev.lethe.cryptovault.RawKey;
import dev.lethe.cryptovault.VaultException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * AES-SIV of RFC 5297: deterministic authenticated encryption over any number of associated
 * strings. The output is the 16 byte synthetic IV and then the ciphertext. Composed over the JDK's
 * AES because a key change costs a fraction of what it costs elsewhere. Allocates nothing for each
 * value. Not safe for use by several threads at once.
 */
final class AesSiv {
  static final int SIV_BYTES = Block.BYTES;
  private static final int MOST_AT_ONCE = 1024;
  // Two bits of the counter start as zero, so that it can be added to as two 32 bit numbers.
  private static final long COUNTER_MASK = 0x7fffffff7fffffffL;

  private final Cmac cmac = new Cmac();
  private final Cipher stream = Jce.cipher("AES/ECB/NoPadding");
  private final byte[] counters = new byte[MOST_AT_ONCE];
  private final byte[] keystream = new byte[MOST_AT_ONCE];
  private final byte[] lastBlock = new byte[Block.BYTES];
  private final Block chain = new Block();
  private final Block mac = new Block();
  private final Block iv = new Block();

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

  /** Overwrites what is left of values; the caller has given it another key. */
  void wipe() {
    Arrays.fill(keystream, (byte) 0);
    Arrays.fill(lastBlock, (byte) 0);
  }

  /**
   * Writes IV and ciphertext into {@code out}, which has room for the plaintext and 16 bytes more
   * and is another array than {@code in}.
   */
  void seal(byte[] in, int from, int length, byte[] out, int at, byte[]... associated) {
    s2v(in, from, length, associated);
    iv.set(mac);
    iv.write(out, at);
    xorStream(in, from, length, out, at + SIV_BYTES);
  }

  /**
   * Writes the plaintext of {@code length - 16} bytes, or wipes it and throws when the IV does not
   * belong to it.
   */
  void open(byte[] in, int from, int length, byte[] out, int at, byte[]... associated) {
    int plain = length - SIV_BYTES;
    if (plain < 0) {
      throw new InvalidTokenException("too short for a synthetic IV");
    }
    iv.read(in, from);
    xorStream(in, from + SIV_BYTES, plain, out, at);
    s2v(out, at, plain, associated);
    if (!iv.sameAs(mac)) {
      Arrays.fill(out, at, at + plain, (byte) 0);
      throw new InvalidTokenException("authentication failed");
    }
  }

  private void s2v(byte[] plain, int offset, int length, byte[]... associated) {
    cmac.ofZeroBlock(chain);
    for (var string : associated) {
      chain.doubleInField();
      cmac.of(string, 0, string.length, mac);
      chain.xor(mac);
    }
    if (length >= Block.BYTES) {
      cmac.ofXorEnd(plain, offset, length, chain, mac);
      return;
    }
    chain.doubleInField();
    Arrays.fill(lastBlock, (byte) 0);
    System.arraycopy(plain, offset, lastBlock, 0, length);
    lastBlock[length] = (byte) 0x80;
    chain.xorTo(lastBlock, 0);
    cmac.of(lastBlock, 0, Block.BYTES, mac);
  }

  private void xorStream(byte[] in, int from, int length, byte[] out, int at) {
    long counter = iv.low() & COUNTER_MASK;
    for (int done = 0; done < length; done += MOST_AT_ONCE) {
      int part = Math.min(MOST_AT_ONCE, length - done);
      int blocks = (part + Block.BYTES - 1) / Block.BYTES;
      for (int i = 0; i < blocks; i++) {
        Block.putLong(counters, i * Block.BYTES, iv.high());
        Block.putLong(counters, i * Block.BYTES + Long.BYTES, counter++);
      }
      encrypt(blocks * Block.BYTES);
      for (int i = 0; i < part; i++) {
        out[at + done + i] = (byte) (in[from + done + i] ^ keystream[i]);
      }
    }
  }

  private void encrypt(int length) {
    try {
      stream.update(counters, 0, length, keystream, 0);
    } catch (GeneralSecurityException e) {
      throw new VaultException("AES failed on whole blocks", e);
    }
  }
}
