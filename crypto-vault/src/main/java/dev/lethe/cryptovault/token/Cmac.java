package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.Jce;
import dev.lethe.cryptovault.RawKey;
import dev.lethe.cryptovault.VaultException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import javax.crypto.Cipher;

/** AES-CMAC of RFC 4493 and SP 800-38B. Not safe for use by several threads at once. */
final class Cmac {
  private static final int BLOCK = 16;
  private final Cipher aes = Jce.cipher("AES/ECB/NoPadding");
  private final byte[] whole = new byte[BLOCK];
  private final byte[] padded = new byte[BLOCK];
  private final byte[] zeroMac = new byte[BLOCK];

  void init(RawKey key) throws InvalidKeyException {
    aes.init(Cipher.ENCRYPT_MODE, key);
    Arrays.fill(whole, (byte) 0);
    encrypt(whole);
    doubleInField(whole);
    System.arraycopy(whole, 0, padded, 0, BLOCK);
    doubleInField(padded);
    // S2V starts from the MAC of one zero block, which depends on the key alone.
    System.arraycopy(whole, 0, zeroMac, 0, BLOCK);
    encrypt(zeroMac);
  }

  byte[] ofZeroBlock() {
    return zeroMac.clone();
  }

  byte[] of(byte[] message, int offset, int length) {
    var state = new byte[BLOCK];
    int done = chain(state, message, offset, length);
    return finish(state, message, offset + done, length - done);
  }

  /** The MAC of a message of at least one block whose last 16 bytes are taken xor {@code end}. */
  byte[] ofXorEnd(byte[] message, int offset, int length, byte[] end) {
    var state = new byte[BLOCK];
    int body = Math.max(0, (length - 1) / BLOCK - 1) * BLOCK;
    chain(state, message, offset, body + 1);
    var tail = Arrays.copyOfRange(message, offset + body, offset + length);
    for (int i = 0; i < BLOCK; i++) {
      tail[tail.length - BLOCK + i] ^= end[i];
    }
    int done = chain(state, tail, 0, tail.length);
    var mac = finish(state, tail, done, tail.length - done);
    Arrays.fill(tail, (byte) 0);
    return mac;
  }

  /** Absorbs whole blocks but never the last one; returns the bytes absorbed. */
  private int chain(byte[] state, byte[] message, int offset, int length) {
    int done = 0;
    while (length - done > BLOCK) {
      for (int i = 0; i < BLOCK; i++) {
        state[i] ^= message[offset + done + i];
      }
      encrypt(state);
      done += BLOCK;
    }
    return done;
  }

  private byte[] finish(byte[] state, byte[] message, int offset, int length) {
    for (int i = 0; i < length; i++) {
      state[i] ^= message[offset + i];
    }
    if (length < BLOCK) {
      state[length] ^= (byte) 0x80;
    }
    var mask = length == BLOCK ? whole : padded;
    for (int i = 0; i < BLOCK; i++) {
      state[i] ^= mask[i];
    }
    encrypt(state);
    return state;
  }

  private void encrypt(byte[] block) {
    try {
      aes.update(block, 0, BLOCK, block, 0);
    } catch (GeneralSecurityException e) {
      throw new VaultException("AES failed on a whole block", e);
    }
  }

  static void doubleInField(byte[] block) {
    int carry = (block[0] & 0x80) != 0 ? 0x87 : 0;
    for (int i = 0; i < BLOCK - 1; i++) {
      block[i] = (byte) (block[i] << 1 | (block[i + 1] & 0xff) >>> 7);
    }
    block[BLOCK - 1] = (byte) (block[BLOCK - 1] << 1 ^ carry);
  }
}
