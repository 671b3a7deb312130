package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.hold.RecipientKey;
import dev.lethe.service.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The rows of imports. */
final class KeyImportTable {
  private static final String COLUMNS =
      "select id, seq, reason, key_id, recipient, expires_at, opened_by, opened_at, file, key_ids,"
          + " family_ids, proposed_by, proposed_at, confirmed_by, confirmed_at, imported, present,"
          + " ended_at from key_import";

  private KeyImportTable() {}

  static Optional<KeyImport> find(Sql sql, ImportId id) throws SQLException {
    return sql.query(COLUMNS + " where id = ?", KeyImportTable::read, id.value()).stream()
        .findFirst();
  }

  static List<KeyImport> before(Sql sql, long seq, int limit) throws SQLException {
    return sql.query(
        COLUMNS + " where seq < ? order by seq desc limit ?", KeyImportTable::read, seq, limit);
  }

  /** Those of {@link #before} that have a file and time left. */
  static List<KeyImport> waiting(Sql sql, long seq, int limit, Instant now) throws SQLException {
    return sql.query(
        COLUMNS
            + " where seq < ? and ended_at is null and proposed_by is not null"
            + " and confirmed_by is null and expires_at > ? order by seq desc limit ?",
        KeyImportTable::read,
        seq,
        now,
        limit);
  }

  /** Those whose private key is of no more use. */
  static List<KeyImport> over(Sql sql, Instant now) throws SQLException {
    return sql.query(
        COLUMNS
            + " where ended_at is null and (confirmed_at is not null or expires_at <= ?)"
            + " order by seq",
        KeyImportTable::read,
        now);
  }

  static int insert(
      Sql sql,
      ImportId id,
      String reason,
      KeyId pair,
      RecipientKey recipient,
      Instant expiresAt,
      String person,
      Instant at)
      throws SQLException {
    return sql.update(
        "insert into key_import (id, reason, key_id, recipient, expires_at, opened_by, opened_at)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        id.value(),
        reason,
        pair.value(),
        recipient.raw(),
        expiresAt,
        person,
        at);
  }

  static int propose(
      Sql sql,
      ImportId id,
      String signed,
      SequencedMap<KeyId, KeyId> families,
      String person,
      Instant at)
      throws SQLException {
    return sql.update(
        "update key_import set file = ?, key_ids = ?, family_ids = ?, proposed_by = ?,"
            + " proposed_at = ? where id = ?",
        signed,
        sql.keys(families.sequencedKeySet()),
        sql.keys(families.sequencedValues()),
        person,
        at,
        id.value());
  }

  static int confirm(Sql sql, ImportId id, String person, int imported, int present, Instant at)
      throws SQLException {
    return sql.update(
        "update key_import set confirmed_by = ?, confirmed_at = ?, imported = ?, present = ?"
            + " where id = ?",
        person,
        at,
        imported,
        present,
        id.value());
  }

  static int end(Sql sql, ImportId id, Instant at) throws SQLException {
    return sql.update(
        "update key_import set ended_at = ?, file = null where id = ? and ended_at is null",
        at,
        id.value());
  }

  private static KeyImport read(ResultSet row) throws SQLException {
    return new KeyImport(
        new ImportId(Sql.uuid(row, 1)),
        row.getLong(2),
        row.getString(3),
        Sql.key(row, 4),
        RecipientKey.of(row.getBytes(5)),
        Sql.instant(row, 6),
        row.getString(7),
        Sql.instant(row, 8),
        row.getString(9),
        Sql.keys(row, 10),
        Sql.keys(row, 11),
        row.getString(12),
        Sql.maybeInstant(row, 13),
        row.getString(14),
        Sql.maybeInstant(row, 15),
        row.getInt(16),
        row.getInt(17),
        Sql.maybeInstant(row, 18));
  }
}
