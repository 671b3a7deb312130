package dev.lethe.service.identity;

import java.sql.SQLException;

/** The identity tables could not be read or written. */
final class IdentityStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IdentityStoreException(SQLException cause) {
    // A driver's message may quote the row; its state says enough.
    super("identity store: SQL state " + cause.getSQLState());
  }
}
