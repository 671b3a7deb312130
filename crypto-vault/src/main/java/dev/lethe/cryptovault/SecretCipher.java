package dev.lethe.cryptovault;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM over whole secrets: {@code nonce(12) ciphertext tag(16)}. Every call looks its cipher
 * up, which is small beside a page, so that it can be shared by threads.
 */
public final class SecretCipher {
  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;
  private final SecureRandom random;

  public SecretCipher(SecureRandom random) {
    this.random = random;
  }

  public byte[] seal(SecretBytes key, SecretBytes plain, byte[] associated) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var sealed = new byte[NONCE_BYTES + plain.length() + TAG_BYTES];
    System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
    try {
      cipher(Cipher.ENCRYPT_MODE, key, nonce, associated)
          .doFinal(plain.borrow(), 0, plain.length(), sealed, NONCE_BYTES);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new VaultException("AES-GCM could not seal a page", e);
    }
  }

  public SecretBytes open(SecretBytes key, byte[] sealed, byte[] associated, String what) {
    if (sealed.length < NONCE_BYTES + TAG_BYTES) {
      throw new CorruptPageException(what + " is cut short");
    }
    var nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    try {
      return SecretBytes.takeOwnershipOf(
          cipher(Cipher.DECRYPT_MODE, key, nonce, associated)
              .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
    } catch (AEADBadTagException e) {
      throw new CorruptPageException(what + " fails authentication");
    } catch (GeneralSecurityException e) {
      throw new VaultException("AES-GCM could not open a page", e);
    }
  }

  private static Cipher cipher(int mode, SecretBytes key, byte[] nonce, byte[] associated)
      throws GeneralSecurityException {
    var cipher = Jce.cipher("AES/GCM/NoPadding");
    cipher.init(mode, RawKey.aes(key), new GCMParameterSpec(TAG_BYTES * 8, nonce));
    cipher.updateAAD(associated);
    return cipher;
  }
}
