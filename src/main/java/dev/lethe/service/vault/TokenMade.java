package dev.lethe.service.vault;

/** What became of a value that was to become a token. */
public sealed interface TokenMade {
  /** The token's bytes. */
  record Token(byte[] bytes) implements TokenMade {}

  /** The key has been shredded. */
  record Destroyed() implements TokenMade {}

  /** The key is frozen. */
  record Frozen() implements TokenMade {}

  /** The key was never issued. */
  record Unknown() implements TokenMade {}
}
