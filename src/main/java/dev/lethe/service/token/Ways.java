package dev.lethe.service.token;

import dev.lethe.cryptovault.token.Alphabet;
import dev.lethe.cryptovault.token.FormatCipher;
import dev.lethe.cryptovault.token.StoredTokenCipher;
import dev.lethe.cryptovault.token.Suite;
import dev.lethe.cryptovault.token.TokenShape;
import dev.lethe.piicatalog.TokenRule;
import dev.lethe.service.catalog.CatalogService;
import dev.lethe.service.vault.Form;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the values of one call become tokens: what the call says, or else the catalog. */
final class Ways {
  private static final Way RANDOM = new Way.Naming(Suite.RANDOM);
  private static final Way DETERMINISTIC = new Way.Naming(Suite.DETERMINISTIC);
  private static final String ALPHABETS =
      Arrays.stream(Alphabet.values()).map(Alphabet::spelling).collect(Collectors.joining(", "));

  private final CatalogService catalog;
  private final Map<String, Rule> rules = new HashMap<>();

  Ways(CatalogService catalog) {
    this.catalog = catalog;
  }

  /** What the catalog says of a field class; suite 0 where it says nothing. */
  private record Rule(int suite, @Nullable Alphabet alphabet) {
    private static final Rule NONE = new Rule(0, null);

    /** The alphabet that it names, if it is one of that suite. */
    private @Nullable Alphabet alphabetOf(int wanted) {
      return suite == wanted ? alphabet : null;
    }
  }

  /** Throws a problem where neither says it, or what the call says makes no token. */
  Way of(String field, @Nullable Integer suite, @Nullable String alphabet) {
    if (suite == null) {
      int number = rule(field).suite();
      if (number == 0) {
        throw new ProblemException(
            ProblemType.MISSING_FIELD,
            "The catalog names no single suite for this field; say which.",
            Map.of("field", "suite"));
      }
      return numbered(number, field, alphabet);
    }
    Limits.checkFieldClass(field);
    return numbered(suite, field, alphabet);
  }

  private Way numbered(int suite, String field, @Nullable String alphabet) {
    return switch (suite) {
      case 1 -> naming(RANDOM, alphabet);
      case 2 -> naming(DETERMINISTIC, alphabet);
      case 3 -> alike(field, alphabet);
      case 4 -> stored(field, alphabet);
      case 5 ->
          throw ProblemException.invalidField(
              "suite", "Suite 5 makes fingerprints, which never leave the vault.");
      default -> throw ProblemException.invalidField("suite", "Suites are 1, 2, 3 and 4.");
    };
  }

  private static Way naming(Way way, @Nullable String alphabet) {
    if (alphabet != null) {
      throw ProblemException.invalidField("alphabet", "Only suites 3 and 4 have an alphabet.");
    }
    return way;
  }

  private Way alike(String field, @Nullable String alphabet) {
    var chosen = alphabet == null ? rule(field).alphabetOf(FormatCipher.SUITE) : alphabet(alphabet);
    if (chosen == null) {
      throw new ProblemException(
          ProblemType.MISSING_FIELD,
          "Suite 3 needs an alphabet: " + ALPHABETS + ".",
          Map.of("field", "alphabet"));
    }
    return new Way.Forming(new Form.Alike(chosen));
  }

  private Way stored(String field, @Nullable String alphabet) {
    var chosen =
        alphabet == null ? rule(field).alphabetOf(StoredTokenCipher.SUITE) : alphabet(alphabet);
    return new Way.Forming(stored(chosen));
  }

  private static Form stored(@Nullable Alphabet alphabet) {
    return new Form.Stored(
        alphabet == null ? new TokenShape.RandomUuid() : new TokenShape.LikeValue(alphabet));
  }

  /** The form of a rule of suite 3 or 4. */
  static Form form(TokenRule rule) {
    var alphabet = inVault(rule.alphabet());
    return rule.suite() == dev.lethe.piicatalog.Suite.FORMAT_PRESERVING && alphabet != null
        ? new Form.Alike(alphabet)
        : stored(alphabet);
  }

  private static Alphabet alphabet(String spelling) {
    return Alphabet.named(spelling)
        .orElseThrow(
            () -> ProblemException.invalidField("alphabet", "Alphabets are " + ALPHABETS + "."));
  }

  private Rule rule(String field) {
    return rules.computeIfAbsent(field, this::read);
  }

  private Rule read(String field) {
    return catalog
        .tokenRule(field)
        .map(rule -> new Rule(rule.suite().number(), inVault(rule.alphabet())))
        .orElse(Rule.NONE);
  }

  private static @Nullable Alphabet inVault(dev.lethe.piicatalog.@Nullable Alphabet named) {
    return named == null ? null : alphabet(named.spelling());
  }
}
