package dev.lethe.service.quarantine;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.database.LetheDatabase;
import dev.lethe.service.database.Sql;
import dev.lethe.service.quarantine.QuarantineDayResource.DayView;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** The quarantine's rows; each method joins the caller's transaction if there is one. */
@ApplicationScoped
class QuarantineStore {
  private static final String ENTRIES =
      "select e.id, e.seq, e.held_at, d.ends_at, e.released_at from quarantine_entry e"
          + " join quarantine_day d on d.dataset = e.dataset and d.day = e.day";
  private static final String SEALED =
      "select e.id, e.seq, e.sealed, d.key_id from quarantine_entry e"
          + " join quarantine_day d on d.dataset = e.dataset and d.day = e.day";

  private final LetheDatabase database;

  QuarantineStore(LetheDatabase database) {
    this.database = database;
  }

  /** An entry and what it is sealed under. */
  record SealedEntry(EntryId id, long seq, byte[] sealed, KeyId key) {}

  /** A day whose entries end, and their key. */
  record Day(String dataset, LocalDate day, KeyId key) {}

  /** How many entries a data set has. */
  record Count(String dataset, long held, long released, Instant oldest, Instant nextEnd) {}

  Optional<KeyId> key(String dataset, LocalDate day) {
    return database.one(
        row -> key(row, "key_id"),
        "select key_id from quarantine_day where dataset = ? and day = ?",
        dataset,
        day);
  }

  void insertDay(String dataset, LocalDate day, KeyId key, Instant endsAt) {
    database.update(
        "insert into quarantine_day (dataset, day, key_id, ends_at) values (?, ?, ?, ?)"
            + " on conflict do nothing",
        dataset,
        day,
        key.value(),
        endsAt);
  }

  /** Inside a transaction: nobody else holds events of the data set before the commit. */
  void queueUp(String dataset) {
    database.update(
        "insert into quarantine_size (dataset, entries) values (?, 0) on conflict do nothing",
        dataset);
    database.list(
        row -> row.getLong(1),
        "select entries from quarantine_size where dataset = ? for update",
        dataset);
  }

  /** The entries of a day that have these fingerprints. */
  Map<Fingerprint, EntryId> known(String dataset, LocalDate day, Collection<Fingerprint> prints) {
    var known = new HashMap<Fingerprint, EntryId>();
    database.list(
        row -> known.put(new Fingerprint(row.getBytes("fingerprint")), id(row)),
        "select id, fingerprint from quarantine_entry where dataset = ? and day = ?"
            + " and fingerprint in (select decode(f, 'base64') from unnest(?::text[]) as f)",
        dataset,
        day,
        base64(prints));
    return known;
  }

  /** Whether so many more may come in; counts them when they may. */
  boolean takeRoom(String dataset, int entries, long most) {
    return database.update(
            "update quarantine_size set entries = entries + ? where dataset = ? and entries + ? <= ?",
            entries,
            dataset,
            entries,
            most)
        == 1;
  }

  void giveRoom(String dataset, int entries) {
    database.update(
        "update quarantine_size set entries = entries - ? where dataset = ?", entries, dataset);
  }

  /** An event that comes in. */
  record Arrival(EntryId id, Fingerprint print, byte[] sealed) {}

  void insert(String dataset, LocalDate day, List<Arrival> arrivals, Instant heldAt) {
    database.update(
        "insert into quarantine_entry (id, dataset, day, sealed, held_at, fingerprint)"
            + " select e.id::uuid, ?, ?, decode(e.sealed, 'base64'), ?, decode(e.print, 'base64')"
            + " from unnest(?::text[], ?::text[], ?::text[])"
            + " with ordinality as e(id, sealed, print, place) order by e.place",
        dataset,
        day,
        heldAt,
        texts(arrivals.stream().map(Arrival::id).toList()),
        arrivals.stream()
            .map(arrival -> Base64.getEncoder().encodeToString(arrival.sealed()))
            .toArray(String[]::new),
        base64(arrivals.stream().map(Arrival::print).toList()));
  }

  private static String[] base64(Collection<Fingerprint> prints) {
    return prints.stream().map(Fingerprint::toBase64).toArray(String[]::new);
  }

  List<Count> counts(String after, int limit) {
    return database.list(
        row ->
            new Count(
                row.getString("dataset"),
                row.getLong("held"),
                row.getLong("released"),
                time(row, "oldest"),
                time(row, "next_end")),
        "select e.dataset, count(*) filter (where e.released_at is null) as held,"
            + " count(e.released_at) as released, min(e.held_at) as oldest,"
            + " min(d.ends_at) as next_end from quarantine_entry e"
            + " join quarantine_day d on d.dataset = e.dataset and d.day = e.day"
            + " where e.dataset > ? group by e.dataset order by e.dataset limit ?",
        after,
        limit);
  }

  /** Days behind a place, by data set and day. */
  List<DayView> days(String dataset, LocalDate day, int limit) {
    return database.list(
        row ->
            new DayView(
                row.getString("dataset"),
                row.getObject("day", LocalDate.class),
                row.getLong("held"),
                row.getLong("released"),
                time(row, "ends_at")),
        "select d.dataset, d.day, d.ends_at, count(e.id) - count(e.released_at) as held,"
            + " count(e.released_at) as released from quarantine_day d"
            + " left join quarantine_entry e on e.dataset = d.dataset and e.day = d.day"
            + " where (d.dataset, d.day) > (?, ?) group by d.dataset, d.day, d.ends_at"
            + " order by d.dataset, d.day limit ?",
        dataset,
        day,
        limit);
  }

  List<Entry> after(String dataset, long seq, int limit) {
    return database.list(
        row ->
            new Entry(
                id(row),
                row.getLong("seq"),
                time(row, "held_at"),
                time(row, "ends_at"),
                Sql.maybeInstant(row, "released_at")),
        ENTRIES + " where e.dataset = ? and e.seq > ? order by e.seq limit ?",
        dataset,
        seq,
        limit);
  }

  List<SealedEntry> unreleased(String dataset, long seq, int limit) {
    return database.list(
        QuarantineStore::sealed,
        SEALED
            + " where e.dataset = ? and e.seq > ? and e.released_at is null"
            + " order by e.seq limit ?",
        dataset,
        seq,
        limit);
  }

  List<SealedEntry> named(String dataset, List<EntryId> ids) {
    return database.list(
        QuarantineStore::sealed,
        SEALED + " where e.dataset = ? and e.id = any(?::uuid[]) order by e.seq",
        dataset,
        texts(ids));
  }

  void released(List<EntryId> ids, Instant at) {
    database.update(
        "update quarantine_entry set released_at = ? where id = any(?::uuid[])", at, texts(ids));
  }

  int delete(String dataset, List<EntryId> ids) {
    return database.update(
        "delete from quarantine_entry where dataset = ? and id = any(?::uuid[])",
        dataset,
        texts(ids));
  }

  List<Day> ended(Instant now, int limit) {
    return database.list(
        row ->
            new Day(
                row.getString("dataset"),
                row.getObject("day", LocalDate.class),
                key(row, "key_id")),
        "select dataset, day, key_id from quarantine_day where ends_at <= ? order by ends_at limit ?",
        now,
        limit);
  }

  /** How many entries a day had; nothing where another process has ended it. */
  OptionalInt delete(Day day) {
    int entries =
        database.update(
            "delete from quarantine_entry where dataset = ? and day = ?", day.dataset(), day.day());
    int days =
        database.update(
            "delete from quarantine_day where dataset = ? and day = ?", day.dataset(), day.day());
    return days == 1 ? OptionalInt.of(entries) : OptionalInt.empty();
  }

  private static String[] texts(List<EntryId> ids) {
    return ids.stream().map(id -> id.value().toString()).toArray(String[]::new);
  }

  private static SealedEntry sealed(ResultSet row) throws SQLException {
    return new SealedEntry(id(row), row.getLong("seq"), row.getBytes("sealed"), key(row, "key_id"));
  }

  private static EntryId id(ResultSet row) throws SQLException {
    return new EntryId(row.getObject("id", UUID.class));
  }

  private static KeyId key(ResultSet row, String column) throws SQLException {
    return new KeyId(row.getObject(column, UUID.class));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(Sql.maybeInstant(row, column), column);
  }
}
