package dev.lethe.cryptovault;

/**
 * Something the vault refuses or cannot do. Its text names keys, pages and epochs, never a value or
 * key material.
 */
public class VaultException extends RuntimeException {
  public VaultException(String message) {
    super(message);
  }

  public VaultException(String message, Throwable cause) {
    super(message, cause);
  }
}
