package dev.lethe.service.vault;

import dev.lethe.cryptovault.token.Alphabet;
import dev.lethe.cryptovault.token.TokenShape;

/** How a value becomes a token that cannot say by itself under which key it was made. */
public sealed interface Form {
  /** Suite 3: enciphered within its own form. */
  record Alike(Alphabet alphabet) implements Form {}

  /** Suite 4: a random text of a shape, the value stored beside it. */
  record Stored(TokenShape shape) implements Form {}
}
