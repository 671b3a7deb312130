package dev.lethe.service.vault;

import dev.lethe.cryptovault.VaultException;
import java.sql.SQLException;

/** The vault's database or its tombstone file did not answer; nothing was changed. */
public final class VaultStoreException extends VaultException {
  private static final long serialVersionUID = 1L;
  private static final String DEADLOCK = "40P01";

  VaultStoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether it has waited in a circle with others, and may be tried again. */
  boolean isDeadlock() {
    return getCause() instanceof SQLException e && DEADLOCK.equals(e.getSQLState());
  }
}
