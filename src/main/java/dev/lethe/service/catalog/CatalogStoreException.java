package dev.lethe.service.catalog;

import java.sql.SQLException;

/** The catalog's tables could not be read or written. */
final class CatalogStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CatalogStoreException(String message, SQLException cause) {
    super(message, cause);
  }
}
