package dev.lethe.service.quarantine;

import java.util.Arrays;
import java.util.Base64;

/** What tells an event that is sent again, under the key that it is sealed under. */
record Fingerprint(byte[] bytes) {
  String toBase64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fingerprint that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Fingerprint";
  }
}
