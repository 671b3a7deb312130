package dev.lethe.service.identity;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.score.Feature;
import dev.lethe.identitygraph.score.Scorer;
import dev.lethe.service.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of profiles and of what finds them. */
@ApplicationScoped
@Transactional
class ProfileStore {
  private final IdentityDatabase database;
  private final SettledCounts counts;
  private final ActiveModel model;

  ProfileStore(IdentityDatabase database, SettledCounts counts, ActiveModel model) {
    this.database = database;
    this.counts = counts;
    this.model = model;
  }

  /** What is known of a source's key. */
  record Known(ProfileId id, KeyId key, byte[] contentHash, @Nullable CustomerId customer) {}

  /** A profile with both sealed forms and its times, to show or export. */
  record Shown(StoredProfile profile, byte[] sent, Instant createdAt, Instant updatedAt) {}

  /** The known ones among source keys, by position. */
  @Transactional(Transactional.TxType.SUPPORTS)
  Map<Integer, Known> find(List<String> sources, List<byte[]> keyIndexes) {
    return database.with(sql -> find(sql, sources, keyIndexes));
  }

  static Map<Integer, Known> find(Sql sql, List<String> sources, List<byte[]> keyIndexes)
      throws SQLException {
    var found = new HashMap<Integer, Known>();
    sql.query(
        "select k.n, p.id, p.key_id, p.content_hash, p.customer_id"
            + " from unnest(?::text[], ?::bytea[]) with ordinality as k(source, key, n)"
            + " join profile p on p.source = k.source and p.source_key_index = k.key",
        row -> {
          var customer = Sql.maybeUuid(row, 5);
          var known =
              new Known(
                  new ProfileId(Sql.uuid(row, 2)),
                  Sql.key(row, 3),
                  row.getBytes(4),
                  customer == null ? null : new CustomerId(customer));
          return found.put(row.getInt(1) - 1, known);
        },
        sql.texts(sources),
        sql.bytes(keyIndexes));
    return found;
  }

  /** The blocking values of stored profiles, in the order in which they were derived. */
  static Map<ProfileId, List<Long>> blocks(Sql sql, Collection<ProfileId> ids) throws SQLException {
    var blocks = new HashMap<ProfileId, List<Long>>();
    sql.query(
        "select id, blocks from profile where id = any(?)",
        row -> blocks.put(new ProfileId(Sql.uuid(row, 1)), BlockValue.list(row.getBytes(2))),
        sql.uuids(ids.stream().map(ProfileId::value).toList()));
    return blocks;
  }

  SortedMap<ProfileId, KeyId> keysAfter(@Nullable ProfileId after, int limit) {
    var keys = new TreeMap<ProfileId, KeyId>();
    database.with(sql ->
        sql.query(
            "select id, key_id from profile where ?::uuid is null or id > ?::uuid"
                + " order by id limit ?",
            row -> keys.put(new ProfileId(Sql.uuid(row, 1)), Sql.key(row, 2)),
            after == null ? null : after.value(),
            after == null ? null : after.value(),
            limit));
    return keys;
  }

  List<StoredProfile> load(Collection<ProfileId> ids) {
    return database.with(sql -> load(sql, ids));
  }

  static List<StoredProfile> load(Sql sql, Collection<ProfileId> ids) throws SQLException {
    return ids.isEmpty()
        ? List.of()
        : sql.query(
            "select " + StoredProfile.COLUMNS + " from profile where id = any(?) order by id",
            StoredProfile::read,
            sql.uuids(ids.stream().map(ProfileId::value).toList()));
  }

  static List<StoredProfile> members(Sql sql, Collection<CustomerId> customers)
      throws SQLException {
    return customers.isEmpty()
        ? List.of()
        : sql.query(
            "select "
                + StoredProfile.COLUMNS
                + " from profile where customer_id = any(?)"
                + " order by id",
            StoredProfile::read,
            sql.uuids(customers.stream().map(CustomerId::value).toList()));
  }

  /** The same, but of customers with more profiles than the limit only who they are. */
  static List<StoredProfile> members(
      Sql sql, Collection<CustomerId> customers, int limit, Set<CustomerId> large)
      throws SQLException {
    if (customers.isEmpty()) {
      return List.of();
    }
    var members =
        sql.query(
            "select m.* from unnest(?::uuid[]) as c(id) cross join lateral (select "
                + StoredProfile.COLUMNS
                + " from profile where customer_id = c.id limit ?) m",
            StoredProfile::read,
            sql.uuids(customers.stream().map(CustomerId::value).toList()),
            limit + 1);
    var sizes = new HashMap<CustomerId, Integer>();
    members.forEach(member -> {
      if (member.customer() != null && sizes.merge(member.customer(), 1, Integer::sum) > limit) {
        large.add(member.customer());
      }
    });
    return members.stream().filter(member -> !large.contains(member.customer())).toList();
  }

  List<StoredProfile> members(CustomerId customer) {
    return database.with(sql -> members(sql, List.of(customer)));
  }

  List<Shown> shown(Collection<ProfileId> ids) {
    return database.with(sql ->
        sql.query(
            "select "
                + StoredProfile.COLUMNS
                + ", sealed, created_at, updated_at from profile where id = any(?) order by id",
            row ->
                new Shown(
                    StoredProfile.read(row),
                    row.getBytes(9),
                    Sql.instant(row, 10),
                    Sql.instant(row, 11)),
            sql.uuids(ids.stream().map(ProfileId::value).toList())));
  }

  /** Profiles that have waited since before the given moment. */
  List<ProfileId> unresolved(Instant before, int limit) {
    return database.with(sql ->
        sql.query(
            "select id from profile where not resolved and updated_at < ?"
                + " order by updated_at limit ?",
            row -> new ProfileId(Sql.uuid(row, 1)),
            before,
            limit));
  }

  /** Profiles under a stored blocking value, up to a limit. */
  Set<ProfileId> holders(List<Long> values, int limit) {
    return database.with(sql ->
        new HashSet<>(
            sql.query(
                "select distinct b.profile_id from unnest(?::int8[]) as k(value)"
                    + " cross join lateral (select profile_id from profile_block"
                    + " where value = k.value order by profile_id limit ?) b",
                row -> new ProfileId(Sql.uuid(row, 1)),
                sql.longs(values),
                limit)));
  }

  /** Scores by the model in force and the rarities of every value that the given profiles hold. */
  Scorer scorer(Map<Feature, ByteBuffer> values) {
    return new Scorer(model.current(), frequencies(values));
  }

  /** Rarities of every value that the given profiles hold. */
  StoredFrequencies frequencies(Map<Feature, ByteBuffer> values) {
    return database.with(sql -> new StoredFrequencies(values, counts.current(sql)));
  }
}
