package dev.lethe.piicatalog;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how a field's values become tokens. */
final class TokenRuleReader {
  private static final List<String> ALPHABETS =
      Arrays.stream(Alphabet.values()).map(Alphabet::spelling).toList();

  /** Of these there are few, whatever number of digits they are written with. */
  private static final Set<String> NARROW =
      Set.of("user.contact.address.postal_code", "user.demographic.date_of_birth");

  private TokenRuleReader() {}

  static @Nullable TokenRule read(
      @Nullable YamlCursor suiteAt, @Nullable YamlCursor alphabetAt, Set<String> categories) {
    Suite suite =
        suiteAt == null
            ? null
            : suiteAt.parsed(TokenRuleReader::suite, "a suite; expected 1, 2, 3 or 4");
    Alphabet alphabet =
        alphabetAt == null
            ? null
            : alphabetAt.parsed(Alphabet::of, "an alphabet; expected one of " + ALPHABETS);
    if (alphabetAt != null && (suiteAt == null || suite != null && !suite.formed())) {
      alphabetAt.problem("an alphabet belongs to suite 3 or 4");
    }
    if (suite == Suite.FORMAT_PRESERVING && suiteAt != null) {
      check(suiteAt, alphabetAt, categories);
    }
    return suite == null ? null : rule(suite, alphabet);
  }

  private static void check(
      YamlCursor suite, @Nullable YamlCursor alphabet, Set<String> categories) {
    if (alphabet == null) {
      suite.problem("suite 3 needs an alphabet: one of " + ALPHABETS);
    }
    categories.stream()
        .filter(NARROW::contains)
        .forEach(key -> suite.problem("there are too few of " + key + " for suite 3; use suite 4"));
  }

  /** What is refused above is nothing here. */
  private static @Nullable TokenRule rule(Suite suite, @Nullable Alphabet alphabet) {
    if (suite == Suite.FORMAT_PRESERVING && alphabet == null) {
      return null;
    }
    return new TokenRule(suite, suite.formed() ? alphabet : null);
  }

  private static Optional<Suite> suite(String text) {
    return text.matches("[0-9]") ? Suite.of(Integer.parseInt(text)) : Optional.empty();
  }
}
