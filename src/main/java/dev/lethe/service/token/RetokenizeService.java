package dev.lethe.service.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.InvalidTokenException;
import dev.lethe.cryptovault.token.Suite;
import dev.lethe.cryptovault.token.TokenV1;
import dev.lethe.service.catalog.CatalogService;
import dev.lethe.service.policy.Requester;
import dev.lethe.service.policy.TokenPolicyService;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.vault.FormService;
import dev.lethe.service.vault.VaultService;
import dev.lethe.service.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokens anew under the present keys of their profiles, of the same suite and for the same
 * field. The values stay in this process; those of suites 1 and 2 are overwritten at the end of the
 * call.
 */
@ApplicationScoped
class RetokenizeService {
  private final VaultService vault;
  private final FormService forms;
  private final ProfileKeys profileKeys;
  private final CatalogService catalog;
  private final AuditService audit;
  private final TokenPolicyService policy;

  RetokenizeService(
      VaultService vault,
      FormService forms,
      ProfileKeys profileKeys,
      CatalogService catalog,
      AuditService audit,
      TokenPolicyService policy) {
    this.vault = vault;
    this.forms = forms;
    this.profileKeys = profileKeys;
    this.catalog = catalog;
    this.audit = audit;
    this.policy = policy;
  }

  /** A token that was sent, as far as its outside tells. */
  private record Sent(int place, KeyId key, Suite suite, String field) {}

  /**
   * Makes a token for each that is genuine, whose key can be used, and of whose field the caller
   * may make tokens. The caller closes the outcomes.
   *
   * @return in the order of the call
   */
  Outcomes retokenize(Requester requester, RetokenizeCall call) {
    try (var values = new Outcomes(call.size())) {
      var formed = new FormedTokens(new Ways(catalog));
      var sent = open(requester, call, values, formed);
      var made = new Outcomes(call.size());
      try {
        seal(values, sent, formed, made);
        record(requester.id(), call, made, sent, formed.keys());
      } catch (RuntimeException e) {
        made.close();
        throw e;
      }
      return made;
    }
  }

  /** Opens what can be opened; gives what was taken of suites 1 and 2. */
  private List<Sent> open(
      Requester requester, RetokenizeCall call, Outcomes values, FormedTokens formed) {
    var rights = policy.tokenizing(requester);
    var sent = new ArrayList<Sent>(call.size());
    for (int i = 0; i < call.size(); i++) {
      try {
        if (!rights.allows(call.requireField(i))) {
          values.fail(i, Problems.FIELD_NOT_ALLOWED);
        } else if (!formed.takeWhole(call, i)) {
          sent.add(add(call, i, values));
        }
      } catch (ProblemException e) {
        values.fail(i, e.problem());
      } catch (InvalidTokenException e) {
        values.fail(i, Problems.INVALID_TOKEN);
      }
    }
    formed.findKeys(profileKeys, values, (field, key) -> {});
    rights.take();
    formed.open(forms, values);
    vault.open(values.batch());
    return sent;
  }

  private static Sent add(RetokenizeCall call, int index, Outcomes values) {
    var token = TokenV1.parseText(call.requireToken(index));
    var field = call.requireField(index);
    values.batch().addToken(token.key(), field, token.toBytes());
    values.lastOfBatch(index);
    return new Sent(index, token.key(), token.suite(), field);
  }

  private void seal(Outcomes values, List<Sent> sent, FormedTokens formed, Outcomes made) {
    for (int i = 0; i < values.size(); i++) {
      var problem = values.problem(i);
      if (problem != null) {
        made.fail(i, problem);
      }
    }
    var present = vault.presentKeys(sent.stream().map(Sent::key).toList());
    for (int i = 0; i < sent.size(); i++) {
      add(values, sent.get(i), present.get(i), made);
    }
    formed.anew(values, vault::presentKeys).make(forms, made);
    vault.seal(made.batch());
    made.refuse();
  }

  private static void add(Outcomes values, Sent sent, @Nullable KeyId present, Outcomes made) {
    int place = sent.place();
    var problem = Problems.of(values.outcome(place));
    if (problem != null || present == null) {
      made.fail(place, problem == null ? Problems.INVALID_TOKEN : problem);
      return;
    }
    made.batch()
        .addValue(
            present,
            sent.suite(),
            sent.field(),
            values.bytes(),
            values.from(place),
            values.to(place));
    made.lastOfBatch(place);
  }

  private void record(
      String actor, RetokenizeCall call, Outcomes made, List<Sent> sent, Set<String> formed) {
    var keys = new LinkedHashSet<>(formed);
    sent.forEach(one -> keys.add(one.key().toString()));
    audit.append(
        new AuditEvent(
            "tokens.retokenized",
            actor,
            Map.of(
                "reason", call.reason(),
                "asked", call.size(),
                "made", made.done(),
                "keys", List.copyOf(keys))));
  }
}
