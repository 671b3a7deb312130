package dev.lethe.service.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.InvalidTokenException;
import dev.lethe.cryptovault.token.TokenV1;
import dev.lethe.service.catalog.CatalogService;
import dev.lethe.service.policy.Requester;
import dev.lethe.service.policy.RevealRights;
import dev.lethe.service.policy.TokenPolicyService;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.vault.CipherBatch;
import dev.lethe.service.vault.FormService;
import dev.lethe.service.vault.VaultService;
import dev.lethe.service.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Opens tokens for a person who says why. No value is given out before the audit log knows of it.
 */
@ApplicationScoped
class RevealService {
  private final VaultService vault;
  private final FormService forms;
  private final ProfileKeys profileKeys;
  private final CatalogService catalog;
  private final TokenPolicyService policy;
  private final AuditService audit;

  RevealService(
      VaultService vault,
      FormService forms,
      ProfileKeys profileKeys,
      CatalogService catalog,
      TokenPolicyService policy,
      AuditService audit) {
    this.vault = vault;
    this.forms = forms;
    this.profileKeys = profileKeys;
    this.catalog = catalog;
    this.policy = policy;
    this.audit = audit;
  }

  /**
   * Opens every token that the policy lets the requester see, that is genuine and whose key can be
   * used. The caller closes the outcomes.
   *
   * @return in the order of the call
   */
  Outcomes reveal(Requester requester, RevealCall call) {
    var rights = policy.revealing(requester, call.purpose(), call.show());
    var outcomes = new Outcomes(call.size());
    var keys = new ArrayList<KeyId>(call.size());
    var formed = new FormedTokens(new Ways(catalog));
    for (int i = 0; i < call.size(); i++) {
      try {
        requireRight(call, i, rights);
        if (!formed.take(call, i)) {
          keys.add(add(call, i, outcomes.batch(), rights));
          outcomes.lastOfBatch(i);
        }
      } catch (ProblemException e) {
        outcomes.fail(i, e.problem());
      } catch (InvalidTokenException e) {
        outcomes.fail(i, Problems.INVALID_TOKEN);
      }
    }
    formed.findKeys(profileKeys, outcomes, rights::asks);
    rights.take();
    formed.open(forms, outcomes);
    vault.open(outcomes.batch());
    outcomes.refuse();
    record(requester.id(), call, keys, outcomes, formed.openedKeys(), rights);
    return outcomes;
  }

  private static void requireRight(RevealCall call, int index, RevealRights rights) {
    var field = call.field(index);
    if (field != null) {
      rights.require(field);
    }
  }

  private static KeyId add(RevealCall call, int index, CipherBatch batch, RevealRights rights) {
    var text = call.requireToken(index);
    var field = call.requireField(index);
    var token = TokenV1.parseText(text);
    rights.asks(field, token.key());
    batch.addToken(token.key(), field, token.toBytes());
    return token.key();
  }

  private void record(
      String actor,
      RevealCall call,
      List<KeyId> keys,
      Outcomes outcomes,
      Set<String> formed,
      RevealRights rights) {
    var opened = new LinkedHashSet<>(formed);
    var batch = outcomes.batch();
    for (int i = 0; i < keys.size(); i++) {
      if (batch.outcome(i) == CipherBatch.Outcome.DONE) {
        opened.add(keys.get(i).toString());
      }
    }
    audit.append(
        new AuditEvent(
            rights.breakGlass().isEmpty() ? "tokens.revealed" : "tokens.revealed_under_break_glass",
            actor,
            Map.of(
                "purpose", call.purpose(),
                "reason", call.reason(),
                "whole", call.mask() == null,
                "asked", call.size(),
                "refused", rights.refused(),
                "break_glass", rights.breakGlass(),
                "revealed", outcomes.done(),
                "keys", List.copyOf(opened))));
  }
}
