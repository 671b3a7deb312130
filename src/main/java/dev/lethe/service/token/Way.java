package dev.lethe.service.token;

import dev.lethe.cryptovault.token.Suite;
import dev.lethe.service.vault.Form;

/** How a value becomes a token. */
sealed interface Way {
  /** Suites 1 and 2: the token names its key. */
  record Naming(Suite suite) implements Way {}

  /** Suites 3 and 4: the token looks like the value, and its key is told beside it. */
  record Forming(Form form) implements Way {}
}
