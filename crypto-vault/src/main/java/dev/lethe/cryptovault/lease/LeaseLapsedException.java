package dev.lethe.cryptovault.lease;

import dev.lethe.cryptovault.VaultException;

/** Keys were at hand, but the right to use them ran out, or they changed, again and again. */
public final class LeaseLapsedException extends VaultException {
  private static final long serialVersionUID = 1L;

  LeaseLapsedException() {
    super("the lease on opened keys lapsed while they were in use");
  }
}
