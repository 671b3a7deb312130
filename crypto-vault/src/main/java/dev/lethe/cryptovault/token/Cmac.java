package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.Jce;
import dev.lethe.cryptovault.VaultException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;

/**
 * AES-CMAC of RFC 4493 and SP 800-38B. One call of the JDK's CBC does a whole message, which costs
 * a fraction of a call for each block. Not safe for use by several threads at once.
 */
final class Cmac {
  private static final int MOST_AT_ONCE = 1024;
  private static final int STEP = 512;
  private static final Block NOTHING = new Block();
  private static final IvParameterSpec ZERO_IV = new IvParameterSpec(new byte[Block.BYTES]);

  private final Cipher cbc = Jce.cipher("AES/CBC/NoPadding");
  private final byte[] in = new byte[MOST_AT_ONCE];
  private final byte[] out = new byte[MOST_AT_ONCE];
  private final Block whole = new Block();
  private final Block padded = new Block();
  private final Block ofZero = new Block();
  // What CBC takes xor the next block: only a new key would set it back to zero.
  private final Block chained = new Block();

  void init(SecretKey key) throws GeneralSecurityException {
    cbc.init(Cipher.ENCRYPT_MODE, key, ZERO_IV);
    chained.clear();
    Arrays.fill(in, (byte) 0);
    Arrays.fill(out, (byte) 0);
    encrypt(Block.BYTES);
    whole.set(chained);
    whole.doubleInField();
    padded.set(whole);
    padded.doubleInField();
    // S2V starts from the MAC of one zero block, which depends on the key alone.
    of(new byte[Block.BYTES], 0, Block.BYTES, ofZero);
  }

  void ofZeroBlock(Block mac) {
    mac.set(ofZero);
  }

  void of(byte[] message, int offset, int length, Block mac) {
    ofXorEnd(message, offset, length, NOTHING, mac);
  }

  /**
   * The MAC of a message whose last 16 bytes are taken xor {@code end}. Shorter messages have no
   * such end but {@link #NOTHING}.
   */
  void ofXorEnd(byte[] message, int offset, int length, Block end, Block mac) {
    int done = 0;
    while (length - done > MOST_AT_ONCE) {
      System.arraycopy(message, offset + done, in, 0, STEP);
      begin(done);
      encrypt(STEP);
      done += STEP;
    }
    int rest = length - done;
    System.arraycopy(message, offset + done, in, 0, rest);
    if (rest >= Block.BYTES) {
      end.xorTo(in, rest - Block.BYTES);
    }
    int blocks = pad(rest);
    begin(done);
    encrypt(blocks);
    mac.set(chained);
  }

  private void begin(int done) {
    if (done == 0) {
      chained.xorTo(in, 0);
    }
  }

  /** Returns the bytes to encrypt, whole blocks. */
  private int pad(int length) {
    if (length > 0 && length % Block.BYTES == 0) {
      whole.xorTo(in, length - Block.BYTES);
      return length;
    }
    int end = (length / Block.BYTES + 1) * Block.BYTES;
    in[length] = (byte) 0x80;
    Arrays.fill(in, length + 1, end, (byte) 0);
    padded.xorTo(in, end - Block.BYTES);
    return end;
  }

  private void encrypt(int length) {
    try {
      cbc.update(in, 0, length, out, 0);
      chained.read(out, length - Block.BYTES);
    } catch (GeneralSecurityException e) {
      throw new VaultException("AES failed on whole blocks", e);
    }
  }
}
