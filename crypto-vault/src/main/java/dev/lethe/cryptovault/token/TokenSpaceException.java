package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.VaultException;

/** One key has so many tokens of a short shape that no free text was found. */
public final class TokenSpaceException extends VaultException {
  TokenSpaceException(KeyId key, int tries) {
    super(key + " has no free token of this shape in " + tries + " tries; use a longer shape");
  }
}
