package dev.lethe.cryptovault.root;

import dev.lethe.cryptovault.SecretBytes;
import java.util.Optional;

/**
 * What a root key file shall open with from now on: a passphrase, shares, or either of them.
 *
 * @param passphrase stays the caller's
 * @param cost how dear it is to try a passphrase
 */
public record RootFileLocks(
    Optional<SecretBytes> passphrase, Argon2Cost cost, Optional<ShareTerms> shares) {
  public RootFileLocks {
    if (passphrase.isEmpty() && shares.isEmpty()) {
      throw new IllegalArgumentException("a root key file opens with a passphrase or with shares");
    }
  }
}
