package dev.lethe.cryptovault.root;

/**
 * The root key of this epoch has been destroyed, and with it every key page that only it could
 * open.
 */
public final class RootKeyDestroyedException extends RootKeyException {
  public RootKeyDestroyedException(long epoch) {
    super("the root key of epoch " + epoch + " is destroyed");
  }
}
