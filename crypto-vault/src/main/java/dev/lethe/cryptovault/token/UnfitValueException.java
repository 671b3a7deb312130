package dev.lethe.cryptovault.token;

import dev.lethe.cryptovault.VaultException;

/** The value does not have the form that its suite needs. Its text never shows the value. */
public class UnfitValueException extends VaultException {
  UnfitValueException(String message) {
    super(message);
  }
}
