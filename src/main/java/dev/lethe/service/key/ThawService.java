package dev.lethe.service.key;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.vault.Thaw;
import dev.lethe.service.vault.Thaw.Outcome;
import dev.lethe.service.vault.ThawId;
import dev.lethe.service.vault.VaultService;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets two persons thaw keys. The log knows of a confirmation before any key can be used. */
@ApplicationScoped
class ThawService {
  private final VaultService vault;
  private final AuditService audit;

  ThawService(VaultService vault, AuditService audit) {
    this.vault = vault;
    this.audit = audit;
  }

  Thaw propose(List<KeyId> keys, String person, String reason) {
    var thaw = require(vault.proposeThaw(keys, person, reason));
    log("keys.thaw_proposed", person, thaw);
    return thaw;
  }

  Thaw confirm(ThawId id, String person) {
    var thaw = require(vault.checkThaw(id, person));
    if (thaw.confirmedBy() == null) {
      log("keys.thaw_confirmed", person, thaw);
    }
    return require(vault.confirmThaw(id, person));
  }

  private void log(String what, String person, Thaw thaw) {
    audit.append(
        new AuditEvent(
            what,
            person,
            Map.of(
                "thaw", thaw.id().toString(),
                "keys", thaw.keys().stream().map(KeyId::toString).toList(),
                "reason", thaw.reason())));
  }

  Thaw find(ThawId id) {
    return vault.findThaw(id).orElseThrow(ThawService::notFound);
  }

  Page<ThawView> page(boolean waiting, @Nullable String after, int limit) {
    return Page.newestFirst(
            after, limit, waiting ? vault::thawsWaiting : vault::thawsBefore, Thaw::seq)
        .map(ThawView::of);
  }

  private static Thaw require(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(Thaw thaw) -> thaw;
      case Outcome.Unknown _ -> throw notFound();
      case Outcome.SamePerson _ ->
          throw new ProblemException(
              ProblemType.FOUR_EYES,
              "You cannot confirm this: you proposed it. Ask a second person.");
      case Outcome.Over _ ->
          throw new ProblemException(
              ProblemType.WRONG_STATE, "Somebody else has confirmed this already.");
      case Outcome.Unfit unfit -> throw refused(unfit);
    };
  }

  private static ProblemException notFound() {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no such thaw.");
  }

  private static ProblemException refused(Outcome.Unfit unfit) {
    Map<String, Object> key = Map.of("key", unfit.key().toString());
    return switch (unfit.state()) {
      case DESTROYED ->
          new ProblemException(
              ProblemType.KEY_DESTROYED, "A key is destroyed; nothing brings it back.", key);
      case UNKNOWN -> new ProblemException(ProblemType.INVALID_FIELD, "There is no such key.", key);
      case ACTIVE, FROZEN ->
          new ProblemException(ProblemType.WRONG_STATE, "A key is not frozen.", key);
    };
  }
}
