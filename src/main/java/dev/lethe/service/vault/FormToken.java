package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.Alphabet;

/** A token of suite 3 or 4 to be opened, with what stands beside it. */
public sealed interface FormToken {
  KeyId key();

  String fieldClass();

  String text();

  /** Of suite 3. One that is not genuine opens as some other value of its form. */
  record Alike(Alphabet alphabet, KeyId key, String fieldClass, String text) implements FormToken {}

  /** Of suite 4. */
  record Stored(KeyId key, String fieldClass, String text) implements FormToken {}
}
