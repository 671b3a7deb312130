package dev.lethe.service.vault;

/** What became of a token that was to be opened. */
public sealed interface Opened {
  /** It was genuine; the bytes are the value. */
  record Value(byte[] bytes) implements Opened {
    @Override
    public String toString() {
      return "Value[" + bytes.length + " bytes]";
    }
  }

  /** Its key has been shredded. */
  record Destroyed() implements Opened {}

  /** Its key is frozen. */
  record Frozen() implements Opened {}

  /** It is no token of this key, field class and tenant, or the key was never issued. */
  record Invalid() implements Opened {}
}
