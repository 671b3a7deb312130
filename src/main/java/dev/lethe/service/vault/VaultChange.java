package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.page.PageId;
import dev.lethe.cryptovault.page.PageStore;
import dev.lethe.service.database.Sql;
import dev.lethe.service.database.SqlWork;
import dev.lethe.service.vault.TombstoneFile.Tombstone;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One transaction of the vault, alone among all writers. */
final class VaultChange implements PageStore.Change {
  private final Sql sql;

  VaultChange(Sql sql) {
    this.sql = sql;
  }

  /** What the database knows of a data key. */
  record KeyRow(KeyId key, long slot, String state) {
    static final String ACTIVE = "active";
    static final String FROZEN = "frozen";
    static final String SHREDDED = "shredded";
  }

  /** An epoch and when it began. */
  record EpochRow(long number, Instant startedAt) {}

  static Map<PageId, byte[]> readPages(Sql sql, Collection<PageId> ids) throws SQLException {
    var pages = new HashMap<PageId, byte[]>();
    sql.query(
        "select page_id, content from key_page where page_id = any(?)",
        row -> pages.put(PageId.of(row.getLong(1)), row.getBytes(2)),
        sql.longs(ids.stream().map(PageId::toLong).toList()));
    return pages;
  }

  static List<KeyRow> readKeys(Sql sql, Collection<KeyId> keys) throws SQLException {
    return sql.query(
        "select key_id, slot, state from data_key where key_id = any(?)",
        row -> new KeyRow(Sql.key(row, 1), row.getLong(2), row.getString(3)),
        sql.keys(keys));
  }

  @Override
  public Map<PageId, byte[]> read(Collection<PageId> ids) {
    return run(() -> readPages(sql, ids));
  }

  @Override
  public void write(Map<PageId, byte[]> pages) {
    var ids = pages.keySet().stream().map(PageId::toLong).toList();
    run(() ->
        sql.update(
            "insert into key_page select * from unnest(?::bigint[], ?::bytea[])"
                + " on conflict (page_id) do update set content = excluded.content",
            sql.longs(ids),
            sql.bytes(pages.values())));
  }

  long nextSlot() {
    return run(() ->
        sql.query("select coalesce(max(slot) + 1, 0) from data_key", row -> row.getLong(1))
            .getFirst());
  }

  void insertKeys(List<KeyId> keys, long firstSlot, Instant at) {
    run(() ->
        sql.update(
            "insert into data_key (key_id, slot, made_at)"
                + " select k, ? + n - 1, ? from unnest(?::uuid[]) with ordinality as t (k, n)",
            firstSlot,
            at,
            sql.keys(keys)));
  }

  /**
   * Hangs keys of another vault on families of this one.
   *
   * @param firsts the first key of each one's family
   */
  void adopt(List<KeyId> keys, List<KeyId> firsts, long firstSlot, Instant at) {
    insertKeys(keys, firstSlot, at);
    run(() ->
        sql.update(
            "update data_key d set family = t.first, imported = true"
                + " from unnest(?::uuid[], ?::uuid[]) as t (first, key) where d.key_id = t.key",
            sql.keys(firsts),
            sql.keys(keys)));
  }

  /** Which of these keys have a tombstone. */
  List<KeyId> tombstoned(Collection<KeyId> keys) {
    return run(() ->
        sql.query(
            "select key_id from tombstone where key_id = any(?)",
            row -> Sql.key(row, 1),
            sql.keys(keys)));
  }

  /** Makes each key the present one of the family that the first key at its place names. */
  void succeed(List<KeyId> firsts, List<KeyId> successors) {
    run(() ->
        sql.update(
            "update data_key d set family = t.first from unnest(?::uuid[], ?::uuid[])"
                + " as t (first, successor) where d.key_id = t.successor",
            sql.keys(firsts),
            sql.keys(successors)));
  }

  /** The families of those keys that exist, by the key asked for. */
  Map<KeyId, KeyFamily> families(Collection<KeyId> keys) {
    return run(() -> KeyFamily.read(sql, keys));
  }

  /** Other statements of the same transaction. */
  <T> T also(SqlWork<T> work) {
    return run(() -> work.on(sql));
  }

  List<KeyRow> keys(Collection<KeyId> keys) {
    return run(() -> readKeys(sql, keys));
  }

  /** Records the new state and tells all processes; returns the number of the last change. */
  long setState(Collection<KeyId> keys, String state, String change) {
    run(() ->
        sql.update("update data_key set state = ? where key_id = any(?)", state, sql.keys(keys)));
    return tell(keys, change);
  }

  /** Tells all processes of a change; returns its number. */
  long tell(Collection<KeyId> keys, String change) {
    return run(() ->
            sql.query(
                "insert into key_change (key_id, change)"
                    + " select k, ? from unnest(?::uuid[]) as k returning seq",
                row -> row.getLong(1),
                change,
                sql.keys(keys)))
        .stream()
        .max(Long::compare)
        .orElse(0L);
  }

  /** Waits for those who are storing tokens; others wait until this change is over. */
  void holdBackStoredTokens() {
    run(() -> sql.query("select pg_advisory_xact_lock(?)", row -> true, StoredTokenTable.WRITERS));
  }

  void insertTombstones(List<Tombstone> tombstones, long epoch, Instant at) {
    run(() ->
        sql.update(
            "insert into tombstone (key_id, reason_code, epoch, logical_at, held_copy)"
                + " select k, r, ?, ?, exists (select from key_export e"
                + " where e.confirmed_at is not null and e.key_ids @> array[k])"
                + " from unnest(?::uuid[], ?::text[]) as t (k, r)"
                + " on conflict do nothing",
            epoch,
            at,
            sql.keys(tombstones.stream().map(Tombstone::key).toList()),
            sql.texts(tombstones.stream().map(Tombstone::reasonCode).toList())));
  }

  void confirmThaw(ThawId id, String person, Instant at) {
    run(() ->
        sql.update(
            "update thaw set confirmed_by = ?, confirmed_at = ?"
                + " where id = ? and confirmed_by is null",
            person,
            at,
            id.value()));
  }

  Optional<EpochRow> currentEpoch() {
    return run(() ->
            sql.query(
                "select number, started_at from epoch order by number desc limit 1",
                row -> new EpochRow(row.getLong(1), row.getTimestamp(2).toInstant())))
        .stream()
        .findFirst();
  }

  void beginEpoch(long number, Instant at) {
    run(() -> sql.update("insert into epoch (number, started_at) values (?, ?)", number, at));
  }

  Optional<KeyId> namedKey(String name) {
    return run(() -> findNamedKey(sql, name));
  }

  static Optional<KeyId> findNamedKey(Sql sql, String name) throws SQLException {
    return sql
        .query("select key_id from named_key where name = ?", row -> Sql.key(row, 1), name)
        .stream()
        .findFirst();
  }

  void nameKey(String name, KeyId key) {
    run(() -> sql.update("insert into named_key (name, key_id) values (?, ?)", name, key.value()));
  }

  /** A statement or several. */
  private interface Statement<T> {
    T run() throws SQLException;
  }

  private static <T> T run(Statement<T> statement) {
    try {
      return statement.run();
    } catch (SQLException e) {
      throw new VaultStoreException("the vault's database refused a change", e);
    }
  }
}
