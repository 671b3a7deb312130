package dev.lethe.cryptovault;

/** The vault has never issued this data key. */
public final class UnknownKeyException extends VaultException {
  public UnknownKeyException(KeyId key) {
    super("there is no key " + key);
  }
}
