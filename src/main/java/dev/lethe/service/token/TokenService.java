package dev.lethe.service.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.Suite;
import dev.lethe.cryptovault.token.TokenV1;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.catalog.CatalogService;
import dev.lethe.service.vault.TokenMade;
import dev.lethe.service.vault.TokenOrder;
import dev.lethe.service.vault.VaultService;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes tokens for values of profiles. Every value has its own outcome. */
@ApplicationScoped
class TokenService {
  private final VaultService vault;
  private final ProfileKeys profileKeys;
  private final CatalogService catalog;

  TokenService(VaultService vault, ProfileKeys profileKeys, CatalogService catalog) {
    this.vault = vault;
    this.profileKeys = profileKeys;
    this.catalog = catalog;
  }

  /** A value as it was asked for, nothing of it checked. */
  record Asked(
      @Nullable String profile,
      @Nullable String field,
      @Nullable Integer suite,
      @Nullable String value) {
    @Override
    public String toString() {
      return "Asked[" + field + "]";
    }
  }

  /** A token, or the problem in its place. */
  record Outcome(@Nullable String token, @Nullable Problem problem) {
    static Outcome of(Problem problem) {
      return new Outcome(null, problem);
    }
  }

  /** A checked value that lacks only its key. */
  private record Ready(ProfileId profile, Suite suite, String field, byte[] value) {}

  /** Returns the outcomes in the order of what was asked. */
  List<Outcome> make(List<Asked> asked) {
    Limits.checkCount(asked.size());
    var suites = new HashMap<String, Suite>();
    var outcomes = new ArrayList<@Nullable Outcome>(asked.size());
    var ready = new ArrayList<Ready>();
    var places = new ArrayList<Integer>();
    for (int i = 0; i < asked.size(); i++) {
      try {
        ready.add(check(asked.get(i), suites));
        places.add(i);
        outcomes.add(null);
      } catch (ProblemException e) {
        outcomes.add(Outcome.of(e.problem()));
      }
    }
    var made = make(ready, profileKeys.of(ready.stream().map(Ready::profile).toList()));
    for (int i = 0; i < made.size(); i++) {
      outcomes.set(places.get(i), made.get(i));
    }
    return outcomes.stream()
        .map(o -> o == null ? Outcome.of(Problems.UNKNOWN_PROFILE) : o)
        .toList();
  }

  private Ready check(Asked asked, Map<String, Suite> suites) {
    var field = require("field", asked.field());
    Limits.checkFieldClass(field);
    var number = asked.suite();
    var suite =
        number == null ? suites.computeIfAbsent(field, this::suiteOf) : suiteNumbered(number);
    var profile = parseProfile(require("profile", asked.profile()));
    return new Ready(profile, suite, field, Limits.bytes(require("value", asked.value())));
  }

  private static String require(String name, @Nullable String value) {
    if (value == null) {
      throw ProblemException.missingField(name);
    }
    return value;
  }

  private static Suite suiteNumbered(int number) {
    return switch (number) {
      case 1 -> Suite.RANDOM;
      case 2 -> Suite.DETERMINISTIC;
      default -> throw ProblemException.invalidField("suite", "Suites are 1 and 2.");
    };
  }

  private Suite suiteOf(String field) {
    return catalog
        .suite(field)
        .map(suite -> suiteNumbered(suite.number()))
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.MISSING_FIELD,
                "The catalog names no single suite for this field; say which.",
                Map.of("field", "suite")));
  }

  private static ProfileId parseProfile(String text) {
    try {
      return ProfileId.parse(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalidField("profile", "A profile id is prf_ and 26 characters.");
    }
  }

  private List<Outcome> make(List<Ready> ready, List<@Nullable KeyId> keys) {
    var orders = new ArrayList<TokenOrder>(ready.size());
    for (int i = 0; i < ready.size(); i++) {
      var key = keys.get(i);
      if (key != null) {
        var one = ready.get(i);
        orders.add(new TokenOrder(one.suite(), key, one.field(), one.value()));
      }
    }
    var made = vault.tokens(orders).iterator();
    return keys.stream()
        .map(key -> key == null ? Outcome.of(Problems.UNKNOWN_PROFILE) : outcome(made.next()))
        .toList();
  }

  private static Outcome outcome(TokenMade made) {
    return made instanceof TokenMade.Token(byte[] bytes)
        ? new Outcome(TokenV1.toText(bytes), null)
        : Outcome.of(Problems.of(made));
  }
}
