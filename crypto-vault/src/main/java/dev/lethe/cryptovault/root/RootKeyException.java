package dev.lethe.cryptovault.root;

import dev.lethe.cryptovault.VaultException;

/** The root key store cannot be opened, or does not hold the root key of an epoch. */
public class RootKeyException extends VaultException {
  public RootKeyException(String message) {
    super(message);
  }

  public RootKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
