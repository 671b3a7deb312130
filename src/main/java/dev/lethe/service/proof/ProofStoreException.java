package dev.lethe.service.proof;

/** The database of the log or of the receipts failed; nothing was recorded. */
public final class ProofStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProofStoreException(String what, Throwable cause) {
    super(what, cause);
  }
}
