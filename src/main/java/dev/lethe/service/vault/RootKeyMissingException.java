package dev.lethe.service.vault;

import dev.lethe.cryptovault.root.RootKeyException;

/** The root key that the vault's pages hang on is not in the root key store. */
final class RootKeyMissingException extends RootKeyException {
  private static final long serialVersionUID = 1L;

  RootKeyMissingException(long epoch) {
    super("the root key store lacks the root key of epoch " + epoch);
  }
}
