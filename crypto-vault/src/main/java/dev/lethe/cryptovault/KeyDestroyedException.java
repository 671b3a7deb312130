package dev.lethe.cryptovault;

/** The data key has been shredded: nothing sealed under it can be opened again. */
public final class KeyDestroyedException extends VaultException {
  public KeyDestroyedException(KeyId key) {
    super(key + " is destroyed");
  }
}
