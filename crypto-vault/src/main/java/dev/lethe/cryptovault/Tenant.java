package dev.lethe.cryptovault;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The controller whose data this is. Its name is bound into every token and key page, and never
 * leaves them.
 */
public record Tenant(String name) {
  public Tenant {
    if (name.isBlank() || name.getBytes(UTF_8).length > 255) {
      throw new IllegalArgumentException("a tenant name has 1 to 255 bytes");
    }
  }

  public byte[] toBytes() {
    return name.getBytes(UTF_8);
  }
}
