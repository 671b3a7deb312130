package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.ColumnToken;
import dev.lethe.cryptovault.token.StoredToken;
import dev.lethe.cryptovault.token.StoredToken.Place;
import dev.lethe.cryptovault.token.StoredTokens;
import dev.lethe.service.database.Sql;
import dev.lethe.service.vault.VaultChange.KeyRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tokens of suite 4 in the vault's database. None is stored under a key whose shred has been
 * committed: whoever stores shares a lock that a shred takes alone, and sees what it has destroyed.
 * So whoever deletes a key's tokens after its shred deletes them for good.
 */
@ApplicationScoped
class StoredTokenTable implements StoredTokens {
  /** The lock that is shared by those who store; any constant will do. */
  static final long WRITERS = 0x4c45_5448_4504L;

  private static final int TRIES = 5;
  // Two that store the same tokens meet in the same order.
  private static final Comparator<StoredToken> ORDER =
      Comparator.<StoredToken, UUID>comparing(token -> token.place().key().value())
          .thenComparing(token -> token.place().fingerprint());

  private final VaultDatabase database;

  StoredTokenTable(VaultDatabase database) {
    this.database = database;
  }

  @Override
  public List<StoredToken> at(Collection<Place> places) {
    return places.isEmpty()
        ? List.of()
        : database.with(sql ->
            sql.query(
                "select t.key_id, t.fingerprint, t.text, t.sealed from stored_token t"
                    + " join unnest(?::uuid[], ?::uuid[]) as p (key_id, fingerprint)"
                    + " using (key_id, fingerprint)",
                StoredTokenTable::read,
                sql.keys(places.stream().map(Place::key).toList()),
                sql.uuids(places.stream().map(Place::fingerprint).toList())));
  }

  @Override
  public List<StoredToken> of(Collection<ColumnToken> tokens) {
    return tokens.isEmpty()
        ? List.of()
        : database.with(sql ->
            sql.query(
                "select t.key_id, t.fingerprint, t.text, t.sealed from stored_token t"
                    + " join unnest(?::uuid[], ?::text[]) as p (key_id, text)"
                    + " using (key_id, text)",
                StoredTokenTable::read,
                sql.keys(tokens.stream().map(ColumnToken::key).toList()),
                sql.texts(tokens.stream().map(ColumnToken::text).toList())));
  }

  /**
   * @throws KeysShreddedException when keys have been shredded; nothing has been stored then
   */
  @Override
  public Set<Place> add(Collection<StoredToken> tokens) {
    var sorted = new ArrayList<>(tokens);
    sorted.sort(ORDER);
    for (int i = 1; i < TRIES; i++) {
      try {
        return addSorted(sorted);
      } catch (VaultStoreException e) {
        if (!e.isDeadlock()) {
          throw e;
        }
      }
    }
    return addSorted(sorted);
  }

  private Set<Place> addSorted(List<StoredToken> tokens) {
    return tokens.isEmpty()
        ? Set.of()
        : database.atOnce(sql -> {
          sql.query("select pg_advisory_xact_lock_shared(?)", row -> true, WRITERS);
          var added = insert(sql, tokens);
          if (added.size() < tokens.size()) {
            requireNoneShredded(sql, tokens);
          }
          return added;
        });
  }

  private static Set<Place> insert(Sql sql, List<StoredToken> tokens) throws SQLException {
    return new HashSet<>(
        sql.query(
            "insert into stored_token (key_id, fingerprint, text, sealed)"
                + " select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::bytea[])"
                + " where not exists (select from data_key where key_id = any(?) and state = ?)"
                + " on conflict do nothing returning key_id, fingerprint",
            row -> new Place(Sql.key(row, 1), row.getObject(2, UUID.class)),
            sql.keys(tokens.stream().map(token -> token.place().key()).toList()),
            sql.uuids(tokens.stream().map(token -> token.place().fingerprint()).toList()),
            sql.texts(tokens.stream().map(StoredToken::text).toList()),
            sql.bytes(tokens.stream().map(StoredToken::sealed).toList()),
            sql.keys(keys(tokens)),
            KeyRow.SHREDDED));
  }

  private static void requireNoneShredded(Sql sql, List<StoredToken> tokens) throws SQLException {
    var shredded =
        VaultChange.readKeys(sql, keys(tokens)).stream()
            .filter(row -> row.state().equals(KeyRow.SHREDDED))
            .map(KeyRow::key)
            .toList();
    if (!shredded.isEmpty()) {
      throw new KeysShreddedException(shredded);
    }
  }

  private static Set<KeyId> keys(List<StoredToken> tokens) {
    return tokens.stream().map(token -> token.place().key()).collect(Collectors.toSet());
  }

  @Override
  public int delete(Collection<KeyId> keys) {
    return database.with(
        sql -> sql.update("delete from stored_token where key_id = any(?)", sql.keys(keys)));
  }

  private static StoredToken read(ResultSet row) throws SQLException {
    return new StoredToken(
        new Place(Sql.key(row, 1), row.getObject(2, UUID.class)),
        row.getString(3),
        row.getBytes(4));
  }
}
