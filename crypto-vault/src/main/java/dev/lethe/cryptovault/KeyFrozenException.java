package dev.lethe.cryptovault;

/** The data key is frozen: it refuses every use until it is thawed or destroyed. */
public final class KeyFrozenException extends VaultException {
  public KeyFrozenException(KeyId key) {
    super(key + " is frozen");
  }
}
