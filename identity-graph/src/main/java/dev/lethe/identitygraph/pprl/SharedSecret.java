package dev.lethe.identitygraph.pprl;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What both partners know and nobody else may: whoever has it can encode every name there is and
 * look for the result. Never prints; wiped when closed. Not thread-safe.
 */
public final class SharedSecret implements AutoCloseable {

  /** The fewest bytes that are taken: 128 bits. */
  public static final int SHORTEST = 16;

  private static final byte[] SALT = "lethe/clk/1".getBytes(StandardCharsets.UTF_8);

  private final byte[] bytes;
  private boolean closed;

  /**
   * Takes the bytes over and wipes them when closed.
   *
   * @throws IllegalArgumentException when there are fewer than {@link #SHORTEST}
   */
  public SharedSecret(byte[] bytes) {
    if (bytes.length < SHORTEST) {
      throw new IllegalArgumentException(
          "the shared secret is shorter than " + SHORTEST + " bytes");
    }
    this.bytes = bytes;
  }

  /** An HMAC-SHA256 key for one purpose, by HKDF-SHA256 (RFC 5869). */
  SecretKey derive(String purpose) {
    if (closed) {
      throw new IllegalStateException("the shared secret is closed");
    }
    try {
      var parameters =
          HKDFParameterSpec.ofExtract()
              .addIKM(new SecretKeySpec(bytes, "Generic"))
              .addSalt(SALT)
              .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), 32);
      return KDF.getInstance("HKDF-SHA256").deriveKey("HmacSHA256", parameters);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK 25 has HKDF-SHA256", e);
    }
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
    closed = true;
  }

  @Override
  public String toString() {
    return "***";
  }
}
