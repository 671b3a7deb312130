package dev.lethe.cryptovault.root;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Root keys in a PKCS#11 token: AES-256, sensitive and not extractable, so that nobody, Lethe
 * included, ever has their bytes; destroyed by C_DestroyObject. A sealed page is {@code version(1)
 * key(8) nonce(12) ciphertext tag(16)}, AES-256-GCM, where {@code key} says which of the epoch's
 * keys it is: names are not unique in a token, so two processes that create an epoch at once make
 * two, either of which opens what it sealed.
 *
 * <p>A lost session is made anew once for each call. A token that keeps copies of its objects, in
 * backups or twins of its own, keeps what was destroyed.
 */
public final class Pkcs11RootKeyStore extends NamedRootKeys {
  private static final byte VERSION = 1;
  private static final int ID_BYTES = 8;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int HEADER_BYTES = 1 + ID_BYTES + NONCE_BYTES;

  private final Pkcs11Token token;
  private final SecureRandom random;

  private Pkcs11RootKeyStore(Pkcs11Token token, Tenant tenant, SecureRandom random) {
    super(tenant);
    this.token = token;
    this.random = random;
  }

  /** Logs in, or throws: {@link PinRejectedException} when the token refuses the PIN. */
  public static Pkcs11RootKeyStore open(
      Pkcs11Settings settings, Tenant tenant, SecureRandom random) {
    var store = new Pkcs11RootKeyStore(new Pkcs11Token(settings), tenant, random);
    store.epochs();
    return store;
  }

  @Override
  Collection<String> list() {
    return run((keys, provider) -> {
      // A key store lists what was there when it was loaded.
      token.load(keys);
      return Collections.list(keys.aliases());
    });
  }

  @Override
  void make(String name) {
    var id = new byte[ID_BYTES];
    random.nextBytes(id);
    var unique = name + "." + HexFormat.of().formatHex(id);
    run((keys, provider) -> {
      var generator = KeyGenerator.getInstance("AES", provider);
      generator.init(256);
      keys.setKeyEntry(unique, generator.generateKey(), null, null);
      return true;
    });
  }

  @Override
  void requireKept(String name) {
    if (run((keys, provider) -> require(keys, name)).getEncoded() != null) {
      throw new RootKeyException("the key " + name + " can be read out of the PKCS#11 token");
    }
  }

  @Override
  void remove(String name) {
    run((keys, provider) -> {
      if (keys.containsAlias(name) && keys.getKey(name, null) != null) {
        keys.deleteEntry(name);
      }
      return true;
    });
  }

  @Override
  byte[] sealUnder(String name, SecretBytes page, byte[] associated) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return run((keys, provider) -> {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
      var spec = new GCMParameterSpec(TAG_BITS, nonce);
      cipher.init(Cipher.ENCRYPT_MODE, require(keys, name), spec);
      cipher.updateAAD(associated);
      var body = cipher.doFinal(page.borrow());
      return ByteBuffer.allocate(HEADER_BYTES + body.length)
          .put(VERSION)
          .put(HexFormat.of().parseHex(name.substring(name.lastIndexOf('.') + 1)))
          .put(nonce)
          .put(body)
          .array();
    });
  }

  @Override
  String nameIn(byte[] sealed, String keyOfEpoch) {
    if (sealed.length < HEADER_BYTES + TAG_BITS / 8 || sealed[0] != VERSION) {
      throw new CorruptPageException("the root page was not sealed by a PKCS#11 token");
    }
    return keyOfEpoch + "." + HexFormat.of().formatHex(sealed, 1, 1 + ID_BYTES);
  }

  @Override
  SecretBytes openUnder(String name, byte[] sealed, byte[] associated) {
    return run((keys, provider) -> {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
      var spec = new GCMParameterSpec(TAG_BITS, sealed, 1 + ID_BYTES, NONCE_BYTES);
      cipher.init(Cipher.DECRYPT_MODE, require(keys, name), spec);
      cipher.updateAAD(associated);
      var page = cipher.doFinal(sealed, HEADER_BYTES, sealed.length - HEADER_BYTES);
      return SecretBytes.takeOwnershipOf(page);
    });
  }

  private Key require(KeyStore keys, String name) throws GeneralSecurityException, IOException {
    if (!keys.containsAlias(name)) {
      token.load(keys);
    }
    var key = keys.containsAlias(name) ? keys.getKey(name, null) : null;
    if (key == null) {
      throw new KeyGoneException(name);
    }
    return key;
  }

  private <T> T run(Pkcs11Token.Work<T> work) {
    try {
      return token.run(work);
    } catch (AEADBadTagException e) {
      throw new CorruptPageException("the root page fails authentication");
    }
  }

  /** Forgets the login; the token keeps it for others of this process. */
  @Override
  public void close() {
    token.forget();
  }
}
