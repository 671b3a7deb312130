package dev.lethe.cryptovault.root;

/**
 * A share, or a set of shares, cannot be used; the text says which one and why, never its content.
 */
public final class ShareException extends RootKeyException {
  public ShareException(String message) {
    super(message);
  }
}
