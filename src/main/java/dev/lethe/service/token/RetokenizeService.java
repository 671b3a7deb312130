package dev.lethe.service.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.InvalidTokenException;
import dev.lethe.cryptovault.token.Suite;
import dev.lethe.cryptovault.token.TokenV1;
import dev.lethe.service.policy.Requester;
import dev.lethe.service.policy.TokenPolicyService;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.vault.VaultService;
import dev.lethe.service.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokens anew under the present keys of their profiles, of the same suite and for the same
 * field. The values stay in this process and are overwritten at the end of the call.
 */
@ApplicationScoped
class RetokenizeService {
  private final VaultService vault;
  private final AuditService audit;
  private final TokenPolicyService policy;

  RetokenizeService(VaultService vault, AuditService audit, TokenPolicyService policy) {
    this.vault = vault;
    this.audit = audit;
    this.policy = policy;
  }

  /** A token that was sent, as far as its outside tells. */
  private record Sent(KeyId key, Suite suite, String field) {}

  /**
   * Makes a token for each that is genuine, whose key can be used, and of whose field the caller
   * may make tokens. The caller closes the outcomes.
   *
   * @return in the order of the call
   */
  Outcomes retokenize(Requester requester, RetokenizeCall call) {
    try (var values = new Outcomes(call.size())) {
      var sent = open(requester, call, values);
      var made = new Outcomes(call.size());
      try {
        seal(values, sent, made);
        record(requester.id(), call, made, sent);
      } catch (RuntimeException e) {
        made.close();
        throw e;
      }
      return made;
    }
  }

  /** Opens what can be opened; gives what was taken, in the order of the batch. */
  private List<Sent> open(Requester requester, RetokenizeCall call, Outcomes values) {
    var rights = policy.tokenizing(requester);
    var sent = new ArrayList<Sent>(call.size());
    for (int i = 0; i < call.size(); i++) {
      try {
        var token = TokenV1.parseText(require("token", call.token(i)));
        var field = require("field", call.field(i));
        Limits.checkFieldClass(field);
        if (!rights.allows(field)) {
          values.fail(i, Problems.FIELD_NOT_ALLOWED);
          continue;
        }
        values.batch().addToken(token.key(), field, token.toBytes());
        values.lastOfBatch(i);
        sent.add(new Sent(token.key(), token.suite(), field));
      } catch (ProblemException e) {
        values.fail(i, e.problem());
      } catch (InvalidTokenException e) {
        values.fail(i, Problems.INVALID_TOKEN);
      }
    }
    rights.take();
    vault.open(values.batch());
    return sent;
  }

  private static String require(String name, @Nullable String text) {
    if (text == null) {
      throw ProblemException.missingField(name);
    }
    return text;
  }

  private void seal(Outcomes values, List<Sent> sent, Outcomes made) {
    var present = vault.presentKeys(sent.stream().map(Sent::key).toList());
    int next = 0;
    for (int i = 0; i < values.size(); i++) {
      var problem = values.problem(i);
      if (problem == null) {
        int taken = next++;
        add(values, i, sent.get(taken), present.get(taken), made);
      } else {
        made.fail(i, problem);
      }
    }
    vault.seal(made.batch());
    made.refuse();
  }

  private static void add(
      Outcomes values, int index, Sent sent, @Nullable KeyId present, Outcomes made) {
    var problem = Problems.of(values.outcome(index));
    if (problem != null || present == null) {
      made.fail(index, problem == null ? Problems.INVALID_TOKEN : problem);
      return;
    }
    made.batch()
        .addValue(
            present,
            sent.suite(),
            sent.field(),
            values.bytes(),
            values.from(index),
            values.to(index));
    made.lastOfBatch(index);
  }

  private void record(String actor, RetokenizeCall call, Outcomes made, List<Sent> sent) {
    var keys = new LinkedHashSet<String>();
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
