package dev.lethe.service.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.Suite;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.catalog.CatalogService;
import dev.lethe.service.policy.Requester;
import dev.lethe.service.policy.TokenPolicyService;
import dev.lethe.service.vault.Form;
import dev.lethe.service.vault.FormService;
import dev.lethe.service.vault.VaultService;
import dev.lethe.service.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Makes tokens for values of profiles. Every value has its own outcome. */
@ApplicationScoped
class TokenService {
  private final VaultService vault;
  private final FormService forms;
  private final ProfileKeys profileKeys;
  private final NamedPeople people;
  private final CatalogService catalog;
  private final TokenPolicyService policy;

  TokenService(
      VaultService vault,
      FormService forms,
      ProfileKeys profileKeys,
      NamedPeople people,
      CatalogService catalog,
      TokenPolicyService policy) {
    this.vault = vault;
    this.forms = forms;
    this.profileKeys = profileKeys;
    this.people = people;
    this.catalog = catalog;
    this.policy = policy;
  }

  /**
   * Makes a token of every value that can and may have one. The caller closes the outcomes.
   *
   * @return in the order of the call
   */
  Outcomes make(Requester requester, TokenCall call) {
    var rights = policy.tokenizing(requester);
    var outcomes = new Outcomes(call.size());
    var ways = new Ways(catalog);
    var formed = new FormedValues();
    var profiles = new ArrayList<ProfileId>(call.size());
    var ready = new ArrayList<Ready>(call.size());
    var named = new NamedOwners<Ready>(people);
    for (int i = 0; i < call.size(); i++) {
      var unread = call.unread(i);
      if (unread != null) {
        outcomes.fail(i, unread);
        continue;
      }
      try {
        var way = way(call, i, ways);
        if (!rights.allows(require("field", call.field(i)))) {
          outcomes.fail(i, Problems.FIELD_NOT_ALLOWED);
          continue;
        }
        var subject = call.subject(i);
        if (subject == null) {
          profiles.add(parseProfile(require("profile", call.profile(i))));
          ready.add(new Ready(i, way));
        } else {
          named.add(subject, new Ready(i, way));
        }
      } catch (ProblemException e) {
        outcomes.fail(i, e.problem());
      }
    }
    rights.take();
    var keys = profileKeys.of(profiles);
    for (int i = 0; i < ready.size(); i++) {
      add(call, ready.get(i), keys.get(i), outcomes, formed);
    }
    named.find(
        (item, key) -> add(call, item, key, outcomes, formed),
        (item, problem) -> outcomes.fail(item.index(), problem));
    formed.make(forms, outcomes);
    vault.seal(outcomes.batch());
    outcomes.refuse();
    named.confirm((item, problem) -> outcomes.fail(item.index(), problem));
    return outcomes;
  }

  /** A value of which it is known how it becomes a token, and that lacks only its key. */
  private record Ready(int index, Way way) {}

  private static Way way(TokenCall call, int index, Ways ways) {
    var field = require("field", call.field(index));
    var way = ways.of(field, call.suite(index), call.alphabet(index));
    if (way instanceof Way.Forming && !call.takesForms()) {
      throw ProblemException.invalidField(
          "suite", "Suites 3 and 4 have a key beside each token; send JSON.");
    }
    return way;
  }

  private static void add(
      TokenCall call, Ready ready, @Nullable KeyId key, Outcomes outcomes, FormedValues formed) {
    int index = ready.index();
    var values = call.values();
    var problem = values.problem(index);
    if (problem != null || key == null) {
      outcomes.fail(index, problem == null ? Problems.UNKNOWN_PROFILE : problem);
      return;
    }
    var field = require("field", call.field(index));
    switch (ready.way()) {
      case Way.Naming(Suite suite) -> {
        outcomes
            .batch()
            .addValue(key, suite, field, values.bytes(), values.from(index), values.to(index));
        outcomes.lastOfBatch(index);
      }
      case Way.Forming(Form form) -> formed.add(index, form, key, field, values);
    }
  }

  private static String require(String name, @Nullable String value) {
    if (value == null) {
      throw ProblemException.missingField(name);
    }
    return value;
  }

  private static ProfileId parseProfile(String text) {
    try {
      return ProfileId.parse(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalidField("profile", "A profile id is prf_ and 26 characters.");
    }
  }
}
