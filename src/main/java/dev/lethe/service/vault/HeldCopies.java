package dev.lethe.service.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.hold.RecipientKey;
import dev.lethe.cryptovault.proof.CanonicalJson;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.service.database.Sql;
import dev.lethe.service.vault.TombstoneFile.ExportLine;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Knows outside the database, in the tombstone file, which keys have left: a database restored from
 * before an export must still tell of the copy when it destroys a key.
 */
@ApplicationScoped
class HeldCopies {
  private static final Logger LOG = Logger.getLogger(HeldCopies.class);

  private final VaultDatabase database;
  private final TombstoneFile file;

  HeldCopies(VaultDatabase database, TombstoneFile file) {
    this.database = database;
    this.file = file;
  }

  /** Writes a confirmed export down; on disk when it returns, before any key leaves. */
  void note(KeyExport export) {
    file.append(new ExportLine(export.id(), CanonicalJson.bytes(facts(export))));
  }

  private static Json.Obj facts(KeyExport export) {
    return Json.object()
        .put(
            "keys", Json.array(export.keys().stream().map(key -> Json.of(key.toString())).toList()))
        .put("hold", Objects.requireNonNullElse(export.hold(), ""))
        .put("reason", export.reason())
        .put("recipient", Base64.getUrlEncoder().encodeToString(export.recipient().raw()))
        .put("expires_at", export.expiresAt().toString())
        .put("proposed_by", export.proposedBy())
        .put("proposed_at", export.proposedAt().toString())
        .put("confirmed_by", Objects.requireNonNull(export.confirmedBy()))
        .put("confirmed_at", Objects.requireNonNull(export.confirmedAt()).toString())
        .build();
  }

  /**
   * Tells the database of exports that it lost, and the file of those that it does not know.
   *
   * @return how many the database had lost
   */
  int agree() {
    var noted = file.read().exports();
    int lost =
        database.atOnce(sql -> {
          int restored = 0;
          for (var line : noted) {
            restored += restore(sql, read(line));
          }
          return restored;
        });
    if (lost > 0) {
      LOG.warnf("%d exports of keys were lost with a backup and are known again", lost);
    }
    var known = new HashSet<ExportId>();
    noted.forEach(line -> known.add(line.id()));
    database.with(KeyExportService::confirmed).stream()
        .filter(export -> !known.contains(export.id()))
        .forEach(this::note);
    return lost;
  }

  /** What a line of the file says. */
  private record Noted(
      ExportId id,
      List<KeyId> keys,
      @Nullable String hold,
      String reason,
      RecipientKey recipient,
      Instant expiresAt,
      String proposedBy,
      Instant proposedAt,
      String confirmedBy,
      Instant confirmedAt) {}

  private static Noted read(ExportLine line) {
    try {
      var facts = (Json.Obj) Json.parse(new String(line.facts(), UTF_8));
      var keys = (Json.Arr) facts.get("keys").orElseThrow();
      var hold = text(facts, "hold");
      return new Noted(
          line.id(),
          keys.items().stream().map(key -> KeyId.parse(((Json.Str) key).value())).toList(),
          hold.isEmpty() ? null : hold,
          text(facts, "reason"),
          RecipientKey.of(Base64.getUrlDecoder().decode(text(facts, "recipient"))),
          Instant.parse(text(facts, "expires_at")),
          text(facts, "proposed_by"),
          Instant.parse(text(facts, "proposed_at")),
          text(facts, "confirmed_by"),
          Instant.parse(text(facts, "confirmed_at")));
    } catch (RuntimeException e) {
      throw new VaultStoreException("an export in the tombstone file cannot be read", e);
    }
  }

  private static String text(Json.Obj object, String name) {
    return ((Json.Str) object.get(name).orElseThrow()).value();
  }

  /** Later lines of an export may name more keys than earlier ones. */
  private static int restore(Sql sql, Noted noted) throws SQLException {
    return sql.update(
        "insert into key_export as e (id, key_ids, hold, reason, recipient, expires_at,"
            + " proposed_by, proposed_at, confirmed_by, confirmed_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set"
            + " key_ids = array(select unnest(e.key_ids) union select unnest(excluded.key_ids)),"
            + " confirmed_by = coalesce(e.confirmed_by, excluded.confirmed_by),"
            + " confirmed_at = coalesce(e.confirmed_at, excluded.confirmed_at)"
            + " where e.confirmed_at is null or not e.key_ids @> excluded.key_ids",
        noted.id().value(),
        sql.keys(noted.keys()),
        noted.hold(),
        noted.reason(),
        noted.recipient().raw(),
        noted.expiresAt(),
        noted.proposedBy(),
        noted.proposedAt(),
        noted.confirmedBy(),
        noted.confirmedAt());
  }
}
