package dev.lethe.cryptovault.page;

import dev.lethe.cryptovault.VaultException;

/** Every slot has been used once, and a slot is never used again: no more keys can be made. */
public final class KeyPagesFullException extends VaultException {
  private static final long serialVersionUID = 1L;

  KeyPagesFullException(long capacity) {
    super("the key pages are full: they hold " + capacity + " keys");
  }
}
