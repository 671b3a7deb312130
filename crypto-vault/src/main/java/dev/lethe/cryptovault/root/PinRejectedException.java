package dev.lethe.cryptovault.root;

/** A token refused the PIN. Trying it again and again would lock the token. */
public final class PinRejectedException extends RootKeyException {
  public PinRejectedException() {
    super(
        "the PKCS#11 token refuses the PIN, or is locked; it is not tried again until it changes");
  }
}
