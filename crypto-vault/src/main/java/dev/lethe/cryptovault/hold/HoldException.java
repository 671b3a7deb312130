package dev.lethe.cryptovault.hold;

import dev.lethe.cryptovault.VaultException;

/** A file of held keys, or a recipient's key, is not what it should be. Tells nothing secret. */
public final class HoldException extends VaultException {
  private static final long serialVersionUID = 1L;

  HoldException(String message) {
    super(message);
  }

  HoldException(String message, Throwable cause) {
    super(message, cause);
  }
}
