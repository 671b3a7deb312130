package dev.lethe.service.vault;

import dev.lethe.cryptovault.VaultException;

/** The vault's database or its tombstone file did not answer; nothing was changed. */
public final class VaultStoreException extends VaultException {
  private static final long serialVersionUID = 1L;

  VaultStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
