package dev.lethe.service.key;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.hold.KeyStatement;
import dev.lethe.cryptovault.hold.RecipientKey;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.proof.ReceiptService;
import dev.lethe.service.vault.ExportId;
import dev.lethe.service.vault.KeyExport;
import dev.lethe.service.vault.KeyExport.Outcome;
import dev.lethe.service.vault.KeyExportService;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lets two persons export keys. The log knows of it before any key leaves. */
@ApplicationScoped
class ExportWork {
  private final KeyExportService exports;
  private final IdentityService identity;
  private final ReceiptService receipts;
  private final AuditService audit;
  private final InstantSource clock;

  ExportWork(
      KeyExportService exports,
      IdentityService identity,
      ReceiptService receipts,
      AuditService audit,
      InstantSource clock) {
    this.exports = exports;
    this.identity = identity;
    this.receipts = receipts;
    this.audit = audit;
    this.clock = clock;
  }

  KeyExport propose(
      List<ProfileId> profiles,
      @Nullable String hold,
      String reason,
      RecipientKey recipient,
      Instant expiresAt,
      String person) {
    if (!expiresAt.isAfter(clock.instant())) {
      throw ProblemException.invalidField("expires_at", "A moment to come.");
    }
    RotationWork.keysOf(profiles, identity);
    var owners = new HashMap<KeyId, String>();
    identity.keys(profiles).forEach((profile, key) -> owners.put(key, profile.toString()));
    var order = new KeyExport.Order(owners, hold, reason, recipient, expiresAt);
    var export = proposed(exports.propose(order, person));
    log("keys.export_proposed", person, export);
    return export;
  }

  /** The signed file; it is written nowhere. */
  String confirm(ExportId id, String person) {
    log("keys.exported", person, proposed(exports.check(id, person)));
    return switch (exports.confirm(id, person)) {
      case Outcome.Wrapped wrapped -> receipts.sign(wrapped.file());
      case Outcome other -> throw refused(other);
    };
  }

  /** The signed statement of what became of an export's keys since. */
  String state(ExportId id, String person) {
    return switch (exports.state(id)) {
      case Outcome.Stated(KeyExport export, KeyStatement statement) -> {
        var facts =
            Map.<String, Object>of(
                "export", export.id().toString(), "keys", statement.states().size());
        audit.append(new AuditEvent("keys.export_stated", person, facts));
        yield receipts.sign(statement.toJson());
      }
      case Outcome other -> throw refused(other);
    };
  }

  private void log(String what, String person, KeyExport export) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("export", export.id().toString());
    facts.put("keys", export.keys().stream().map(KeyId::toString).toList());
    facts.put("hold", Objects.requireNonNullElse(export.hold(), ""));
    facts.put("reason", export.reason());
    facts.put("recipient", export.recipient().toString());
    facts.put("expires_at", export.expiresAt().toString());
    audit.append(new AuditEvent(what, person, facts));
  }

  KeyExport find(ExportId id) {
    return exports.find(id).orElseThrow(() -> refused(new Outcome.Unknown()));
  }

  Page<ExportView> page(boolean waiting, @Nullable String after, int limit) {
    return Page.newestFirst(
            after, limit, waiting ? exports::waiting : exports::before, KeyExport::seq)
        .map(ExportView::of);
  }

  private static KeyExport proposed(Outcome outcome) {
    if (outcome instanceof Outcome.Proposed(KeyExport export)) {
      return export;
    }
    throw refused(outcome);
  }

  private static ProblemException refused(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Unknown _ ->
          new ProblemException(ProblemType.NOT_FOUND, "There is no such export.");
      case Outcome.SamePerson _ ->
          new ProblemException(
              ProblemType.FOUR_EYES,
              "You cannot confirm this: you proposed it. Ask a second person.");
      case Outcome.Over _ ->
          new ProblemException(
              ProblemType.WRONG_STATE, "Somebody else has confirmed this already.");
      case Outcome.Unconfirmed _ ->
          new ProblemException(ProblemType.WRONG_STATE, "No key of it has left yet.");
      case Outcome.Expired _ ->
          new ProblemException(ProblemType.WRONG_STATE, "It has expired; propose it anew.");
      case Outcome.Unfit unfit -> unfit(unfit);
      case Outcome.Proposed _, Outcome.Wrapped _, Outcome.Stated _ ->
          throw new IllegalStateException("this was not refused");
    };
  }

  private static ProblemException unfit(Outcome.Unfit unfit) {
    Map<String, Object> key = Map.of("key", unfit.key().toString());
    return switch (unfit.state()) {
      case DESTROYED ->
          new ProblemException(
              ProblemType.KEY_DESTROYED, "A key is destroyed; nothing brings it back.", key);
      case UNKNOWN -> new ProblemException(ProblemType.INVALID_FIELD, "There is no such key.", key);
      case ACTIVE, FROZEN ->
          new ProblemException(
              ProblemType.KEY_FROZEN,
              "An erasure is pending; only a legal hold that is named lets a key out.",
              key);
    };
  }
}
