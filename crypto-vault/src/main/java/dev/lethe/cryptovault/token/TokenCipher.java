package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.Jce;
import dev.lethe.cryptovault.RawKey;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.VaultException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals values into tokens and opens them, suites 1 and 2. Setting a key up costs more than sealing
 * a value, so a batch goes through grouped by key. Keeps no key after {@link #forget}. Not safe for
 * use by several threads at once.
 */
public final class TokenCipher {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final byte[] NOBODYS_KEY = new byte[64];

  private final Tenant tenant;
  private final Nonces nonces;
  private final Cipher gcm = Jce.cipher("AES/GCM/NoPadding");
  private final AesSiv siv = new AesSiv();
  private @Nullable OpenedKey sivKey;

  public TokenCipher(Tenant tenant, SecureRandom random) {
    this.tenant = tenant;
    this.nonces = new Nonces(random, NONCE_BYTES);
  }

  /** Returns the token's bytes. */
  public byte[] seal(Suite suite, OpenedKey key, String fieldClass, byte[] value) {
    var associated = AssociatedDataV1.of(tenant, suite, key.id(), fieldClass);
    return switch (suite) {
      case RANDOM -> sealRandom(key, associated, value);
      case DETERMINISTIC -> sealDeterministic(key, associated, value);
    };
  }

  /**
   * Returns the value, or throws {@link InvalidTokenException} when any part of the binding
   * differs.
   */
  public byte[] open(OpenedKey key, String fieldClass, TokenV1 token) {
    if (!token.key().equals(key.id())) {
      throw new InvalidTokenException("the token names another key");
    }
    var associated = AssociatedDataV1.of(tenant, token.suite(), key.id(), fieldClass);
    return switch (token.suite()) {
      case RANDOM -> openRandom(key, associated, token.borrow());
      case DETERMINISTIC -> prepared(key).open(token.borrow(), TokenV1.HEADER_BYTES, associated);
    };
  }

  private byte[] sealRandom(OpenedKey key, byte[] associated, byte[] value) {
    var token = TokenV1.startToken(Suite.RANDOM, key.id(), NONCE_BYTES + value.length + TAG_BYTES);
    nonces.next(token, TokenV1.HEADER_BYTES);
    try {
      initGcm(Cipher.ENCRYPT_MODE, key.borrow(), token);
      gcm.updateAAD(associated);
      gcm.doFinal(value, 0, value.length, token, TokenV1.HEADER_BYTES + NONCE_BYTES);
      return token;
    } catch (GeneralSecurityException e) {
      throw new VaultException("AES-GCM could not seal under " + key.id(), e);
    }
  }

  private byte[] openRandom(OpenedKey key, byte[] associated, byte[] token) {
    int from = TokenV1.HEADER_BYTES + NONCE_BYTES;
    if (token.length < from + TAG_BYTES) {
      throw new InvalidTokenException("too short for a nonce and a tag");
    }
    try {
      initGcm(Cipher.DECRYPT_MODE, key.borrow(), token);
      gcm.updateAAD(associated);
      return gcm.doFinal(token, from, token.length - from);
    } catch (AEADBadTagException e) {
      throw new InvalidTokenException("authentication failed");
    } catch (GeneralSecurityException e) {
      throw new VaultException("AES-GCM could not open under " + key.id(), e);
    }
  }

  private void initGcm(int mode, byte[] subKeys, byte[] token) throws GeneralSecurityException {
    var nonce = new GCMParameterSpec(TAG_BYTES * 8, token, TokenV1.HEADER_BYTES, NONCE_BYTES);
    gcm.init(mode, new RawKey("AES", subKeys, OpenedKey.GCM, OpenedKey.SIV), nonce);
  }

  private byte[] sealDeterministic(OpenedKey key, byte[] associated, byte[] value) {
    var token = TokenV1.startToken(Suite.DETERMINISTIC, key.id(), AesSiv.SIV_BYTES + value.length);
    prepared(key).seal(value, token, TokenV1.HEADER_BYTES, associated);
    return token;
  }

  private AesSiv prepared(OpenedKey key) {
    var subKeys = key.borrow();
    if (!key.equals(sivKey)) {
      siv.init(subKeys, OpenedKey.SIV, OpenedKey.INDEX);
      sivKey = key;
    }
    return siv;
  }

  /** Overwrites the key schedules that the ciphers still hold; called at the end of a batch. */
  public void forget() {
    sivKey = null;
    siv.init(NOBODYS_KEY, 0, 64);
    try {
      gcm.init(
          Cipher.ENCRYPT_MODE,
          new RawKey("AES", NOBODYS_KEY, 0, 32),
          new GCMParameterSpec(TAG_BYTES * 8, nonces.next()));
    } catch (GeneralSecurityException e) {
      throw new VaultException("AES-GCM refused a key of 32 bytes", e);
    }
  }

  /** Random nonces, drawn by the page because a draw has a high fixed cost. */
  private static final class Nonces {
    private final SecureRandom random;
    private final int size;
    private final byte[] drawn = new byte[4096];
    private int used = drawn.length;

    Nonces(SecureRandom random, int size) {
      this.random = random;
      this.size = size;
    }

    void next(byte[] target, int offset) {
      if (used + size > drawn.length) {
        random.nextBytes(drawn);
        used = 0;
      }
      System.arraycopy(drawn, used, target, offset, size);
      Arrays.fill(drawn, used, used + size, (byte) 0);
      used += size;
    }

    byte[] next() {
      var nonce = new byte[size];
      next(nonce, 0);
      return nonce;
    }
  }
}
