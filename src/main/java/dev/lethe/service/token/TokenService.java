package dev.lethe.service.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.Suite;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.catalog.CatalogService;
import dev.lethe.service.vault.VaultService;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
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

  /**
   * Makes a token of every value that can have one. The caller closes the outcomes.
   *
   * @return in the order of the call
   */
  Outcomes make(TokenCall call) {
    var outcomes = new Outcomes(call.size());
    var fields = new HashMap<String, Suite>();
    var profiles = new ArrayList<ProfileId>(call.size());
    var ready = new ArrayList<Ready>(call.size());
    for (int i = 0; i < call.size(); i++) {
      var unread = call.unread(i);
      if (unread != null) {
        outcomes.fail(i, unread);
        continue;
      }
      try {
        var suite = suite(call, i, fields);
        profiles.add(parseProfile(require("profile", call.profile(i))));
        ready.add(new Ready(i, suite));
      } catch (ProblemException e) {
        outcomes.fail(i, e.problem());
      }
    }
    var keys = profileKeys.of(profiles);
    for (int i = 0; i < ready.size(); i++) {
      add(call, ready.get(i), keys.get(i), outcomes);
    }
    vault.seal(outcomes.batch());
    outcomes.refuse();
    return outcomes;
  }

  /** A value whose suite is known and that lacks only its key. */
  private record Ready(int index, Suite suite) {}

  private Suite suite(TokenCall call, int index, Map<String, Suite> fields) {
    var field = require("field", call.field(index));
    var number = call.suite(index);
    if (number != null) {
      Limits.checkFieldClass(field);
      return suiteNumbered(number);
    }
    return fields.computeIfAbsent(field, this::suiteOf);
  }

  private static void add(TokenCall call, Ready ready, @Nullable KeyId key, Outcomes outcomes) {
    int index = ready.index();
    var values = call.values();
    var problem = values.problem(index);
    if (problem != null || key == null) {
      outcomes.fail(index, problem == null ? Problems.UNKNOWN_PROFILE : problem);
      return;
    }
    var field = require("field", call.field(index));
    outcomes
        .batch()
        .addValue(key, ready.suite(), field, values.bytes(), values.from(index), values.to(index));
    outcomes.lastOfBatch(index);
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
}
