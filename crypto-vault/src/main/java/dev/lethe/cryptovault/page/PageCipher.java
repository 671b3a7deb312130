package dev.lethe.cryptovault.page;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.Jce;
import dev.lethe.cryptovault.RawKey;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.VaultException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals pages under a slot of their parent and opens them, AES-256-GCM, without copying keys or
 * sealed bytes. Keeps no key after {@link #forget}. Not safe for use by several threads at once.
 */
final class PageCipher {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;
  private static final int BODY = PageV1.HEADER_BYTES + NONCE_BYTES;
  private static final int SEALED_BYTES = BODY + OpenPage.PAGE_BYTES + TAG_BYTES;

  private final Cipher gcm = Jce.cipher("AES/GCM/NoPadding");
  private final byte[] tenant;
  private final SecureRandom random;

  PageCipher(Tenant tenant, SecureRandom random) {
    this.tenant = tenant.toBytes();
    this.random = random;
  }

  OpenPage open(PageId id, byte[] sealed, OpenPage parent) {
    PageV1.requireEpoch(id, sealed);
    if (sealed.length != SEALED_BYTES) {
      throw new CorruptPageException("page " + id + " has another size");
    }
    var plain = new byte[OpenPage.PAGE_BYTES];
    try {
      init(Cipher.DECRYPT_MODE, keyOf(id, parent), sealed);
      gcm.doFinal(sealed, BODY, SEALED_BYTES - BODY, plain, 0);
      return OpenPage.of(id, SecretBytes.takeOwnershipOf(plain));
    } catch (AEADBadTagException e) {
      Arrays.fill(plain, (byte) 0);
      throw new CorruptPageException("page " + id + " fails authentication");
    } catch (GeneralSecurityException e) {
      throw new VaultException("AES-GCM could not open a page", e);
    }
  }

  byte[] seal(PageId id, long epoch, OpenPage page, OpenPage parent) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var sealed = PageV1.start(id, epoch, SEALED_BYTES - PageV1.HEADER_BYTES);
    System.arraycopy(nonce, 0, sealed, PageV1.HEADER_BYTES, NONCE_BYTES);
    try {
      init(Cipher.ENCRYPT_MODE, keyOf(id, parent), sealed);
      gcm.doFinal(page.borrow().borrow(), 0, OpenPage.PAGE_BYTES, sealed, BODY);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new VaultException("AES-GCM could not seal a page", e);
    }
  }

  private static RawKey keyOf(PageId id, OpenPage parent) {
    int from = OpenPage.offset(id.placeInParent());
    return new RawKey("AES", parent.borrow().borrow(), from, from + OpenPage.SLOT_BYTES);
  }

  /** Authenticates the header that stands before the nonce, and the tenant. */
  private void init(int mode, RawKey key, byte[] sealed) throws GeneralSecurityException {
    var nonce = new GCMParameterSpec(TAG_BYTES * 8, sealed, PageV1.HEADER_BYTES, NONCE_BYTES);
    gcm.init(mode, key, nonce);
    gcm.updateAAD(sealed, 0, PageV1.HEADER_BYTES);
    gcm.updateAAD(tenant);
  }

  /** Overwrites the key schedule that the cipher still holds; called after each operation. */
  void forget() {
    var nobodys = new RawKey("AES", new byte[OpenPage.SLOT_BYTES], 0, OpenPage.SLOT_BYTES);
    try {
      // For opening, because sealing wants a nonce that it has not seen.
      var nonce = new GCMParameterSpec(TAG_BYTES * 8, new byte[NONCE_BYTES]);
      gcm.init(Cipher.DECRYPT_MODE, nobodys, nonce);
    } catch (GeneralSecurityException e) {
      throw new VaultException("AES-GCM refused a key of 32 bytes", e);
    }
  }
}
