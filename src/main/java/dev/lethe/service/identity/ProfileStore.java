package dev.lethe.service.identity;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of profiles and of what finds them. */
@ApplicationScoped
@Transactional
class ProfileStore {
  private final IdentityDatabase database;
  private final InstantSource clock;

  ProfileStore(IdentityDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What is known of a source's key. */
  record Known(ProfileId id, KeyId key, byte[] contentHash, @Nullable CustomerId customer) {}

  /** A profile to write. */
  record Draft(
      ProfileId id,
      String source,
      byte[] sourceKeyIndex,
      KeyId key,
      ProfileSeal.Forms forms,
      byte[] contentHash,
      Fingerprints.Derived derived) {}

  /** A profile with both sealed forms and its times, to show or export. */
  record Shown(StoredProfile profile, byte[] sent, Instant createdAt, Instant updatedAt) {}

  /** The known ones among source keys, by position. */
  Map<Integer, Known> find(List<String> sources, List<byte[]> keyIndexes) {
    return database.with(sql -> {
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
                    new KeyId(Sql.uuid(row, 3)),
                    row.getBytes(4),
                    customer == null ? null : new CustomerId(customer));
            return found.put(row.getInt(1) - 1, known);
          },
          sql.texts(sources),
          sql.bytes(keyIndexes));
      return found;
    });
  }

  /** Inserts new profiles; answers those that were not there yet. */
  Set<ProfileId> insert(List<Draft> drafts) {
    return database.with(sql -> {
      var inserted =
          new HashSet<>(
              sql.query(
                  "insert into profile (id, source, source_key_index, key_id, sealed,"
                      + " comparable, content_hash, features, resolved, created_at, updated_at)"
                      + " select d.*, false, ?, ? from unnest(?::uuid[], ?::text[], ?::bytea[],"
                      + " ?::uuid[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[]) as d"
                      + " on conflict (source, source_key_index) do nothing returning id",
                  row -> new ProfileId(Sql.uuid(row, 1)),
                  clock.instant(),
                  clock.instant(),
                  sql.uuids(drafts.stream().map(d -> d.id().value()).toList()),
                  sql.texts(drafts.stream().map(Draft::source).toList()),
                  sql.bytes(drafts.stream().map(Draft::sourceKeyIndex).toList()),
                  sql.uuids(drafts.stream().map(d -> d.key().value()).toList()),
                  sql.bytes(drafts.stream().map(d -> d.forms().sent()).toList()),
                  sql.bytes(drafts.stream().map(d -> d.forms().comparable()).toList()),
                  sql.bytes(drafts.stream().map(Draft::contentHash).toList()),
                  sql.bytes(drafts.stream().map(d -> d.derived().features()).toList())));
      insertBlocks(sql, drafts.stream().filter(d -> inserted.contains(d.id())).toList());
      return inserted;
    });
  }

  /** Replaces what profiles say; they wait to be resolved again. */
  void update(List<Draft> drafts) {
    database.with(sql -> {
      var ids = sql.uuids(drafts.stream().map(d -> d.id().value()).toList());
      sql.update(
          "update profile p set sealed = d.sealed, comparable = d.comparable,"
              + " content_hash = d.hash, features = d.features, resolved = false, updated_at = ?"
              + " from unnest(?::uuid[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[])"
              + " as d(id, sealed, comparable, hash, features) where p.id = d.id",
          clock.instant(),
          ids,
          sql.bytes(drafts.stream().map(d -> d.forms().sent()).toList()),
          sql.bytes(drafts.stream().map(d -> d.forms().comparable()).toList()),
          sql.bytes(drafts.stream().map(Draft::contentHash).toList()),
          sql.bytes(drafts.stream().map(d -> d.derived().features()).toList()));
      sql.update("delete from profile_block where profile_id = any(?)", ids);
      insertBlocks(sql, drafts);
      return drafts.size();
    });
  }

  private static void insertBlocks(Sql sql, List<Draft> drafts) throws SQLException {
    var profiles = new ArrayList<UUID>();
    var rules = new ArrayList<Short>();
    var values = new ArrayList<byte[]>();
    for (var draft : drafts) {
      for (var block : draft.derived().blocks()) {
        profiles.add(draft.id().value());
        rules.add(block.rule());
        values.add(block.value());
      }
    }
    sql.update(
        "insert into profile_block (value, profile_id, rule)"
            + " select * from unnest(?::bytea[], ?::uuid[], ?::int2[]) order by 1"
            + " on conflict do nothing",
        sql.bytes(values),
        sql.uuids(profiles),
        sql.shorts(rules));
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
  Set<ProfileId> holders(List<byte[]> values, int limit) {
    return database.with(sql ->
        new HashSet<>(
            sql.query(
                "select distinct b.profile_id from unnest(?::bytea[]) as k(value)"
                    + " cross join lateral (select profile_id from profile_block"
                    + " where value = k.value order by profile_id limit ?) b",
                row -> new ProfileId(Sql.uuid(row, 1)),
                sql.bytes(values),
                limit)));
  }

  /** Rarities of every value that the given profiles hold. */
  StoredFrequencies frequencies(Map<dev.lethe.identitygraph.score.Feature, ByteBuffer> values) {
    return database.with(sql -> StoredFrequencies.read(sql, values));
  }
}
