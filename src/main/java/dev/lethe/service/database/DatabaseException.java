package dev.lethe.service.database;

import java.sql.SQLException;

/** The database failed; what was under way is taken up again later. */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseException(String what, SQLException cause) {
    // A driver's message may quote the row; its state says enough.
    super(what + ", SQL state " + cause.getSQLState());
  }
}
