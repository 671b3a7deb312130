package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.VaultException;

/** The bytes are no token, or they were not sealed under this key, field class and tenant. */
public final class InvalidTokenException extends VaultException {
  public InvalidTokenException(String message) {
    super(message);
  }
}
