package dev.lethe.cli.api;

/** Gives an access token that is valid for the next call. */
public interface TokenSource {
  /** A token; asked for before every call. */
  Secret token() throws ApiException;

  /** The last token was refused: whoever can get another one does so at the next call. */
  default void renew() {}

  /** Always the same token, which the caller got elsewhere. */
  static TokenSource fixed(Secret token) {
    return () -> token;
  }
}
