package dev.lethe.cryptovault;

/** A key page is missing, has another place's header, or fails authentication. */
public final class CorruptPageException extends VaultException {
  public CorruptPageException(String message) {
    super(message);
  }
}
