package dev.lethe.service.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.InvalidTokenException;
import dev.lethe.cryptovault.token.TokenV1;
import dev.lethe.service.catalog.CatalogService;
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
  private final AuditService audit;

  RevealService(
      VaultService vault,
      FormService forms,
      ProfileKeys profileKeys,
      CatalogService catalog,
      AuditService audit) {
    this.vault = vault;
    this.forms = forms;
    this.profileKeys = profileKeys;
    this.catalog = catalog;
    this.audit = audit;
  }

  /**
   * Opens every token that is genuine and whose key can be used. The caller closes the outcomes.
   *
   * @return in the order of the call
   */
  Outcomes reveal(String actor, RevealCall call) {
    var outcomes = new Outcomes(call.size());
    var keys = new ArrayList<KeyId>(call.size());
    var formed = new FormedTokens(new Ways(catalog));
    for (int i = 0; i < call.size(); i++) {
      try {
        if (!formed.take(call, i)) {
          keys.add(add(call, i, outcomes.batch()));
          outcomes.lastOfBatch(i);
        }
      } catch (ProblemException e) {
        outcomes.fail(i, e.problem());
      } catch (InvalidTokenException e) {
        outcomes.fail(i, Problems.INVALID_TOKEN);
      }
    }
    formed.open(forms, profileKeys, outcomes);
    vault.open(outcomes.batch());
    outcomes.refuse();
    record(actor, call, keys, outcomes, formed.openedKeys());
    return outcomes;
  }

  private static KeyId add(RevealCall call, int index, CipherBatch batch) {
    var text = call.requireToken(index);
    var field = call.requireField(index);
    var token = TokenV1.parseText(text);
    batch.addToken(token.key(), field, token.toBytes());
    return token.key();
  }

  private void record(
      String actor, RevealCall call, List<KeyId> keys, Outcomes outcomes, Set<String> formed) {
    var opened = new LinkedHashSet<>(formed);
    var batch = outcomes.batch();
    for (int i = 0; i < keys.size(); i++) {
      if (batch.outcome(i) == CipherBatch.Outcome.DONE) {
        opened.add(keys.get(i).toString());
      }
    }
    audit.append(
        new AuditEvent(
            "tokens.revealed",
            actor,
            Map.of(
                "purpose", call.purpose(),
                "reason", call.reason(),
                "whole", call.mask() == null,
                "asked", call.size(),
                "revealed", outcomes.done(),
                "keys", List.copyOf(opened))));
  }
}
