package dev.lethe.service.vault;

import dev.lethe.cryptovault.VaultException;

/** The root key store cannot be opened, so no key can be used until it can. */
public final class VaultSealedException extends VaultException {
  private static final long serialVersionUID = 1L;

  VaultSealedException(String message) {
    super(message);
  }
}
