package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.database.Sql;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes and removes the rows of profiles and of what finds them. */
final class ProfileWriter {
  private ProfileWriter() {}

  /** Inserts new profiles with their customers, and what finds them. */
  static void insert(Sql sql, List<Draft> drafts, Map<ProfileId, CustomerId> customers, Instant now)
      throws SQLException {
    if (drafts.isEmpty()) {
      return;
    }
    sql.keep(
        "insert into profile (id, source, source_key_index, key_id, sealed, comparable,"
            + " content_hash, features, blocks, customer_id, resolved, created_at, updated_at)"
            + " select d.*, true, ?, ? from unnest(?::uuid[], ?::text[], ?::bytea[], ?::uuid[],"
            + " ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[], ?::uuid[]) as d",
        now,
        now,
        sql.uuids(drafts.stream().map(d -> d.id().value()).toList()),
        sql.texts(drafts.stream().map(Draft::source).toList()),
        sql.bytes(drafts.stream().map(Draft::sourceKeyIndex).toList()),
        sql.uuids(drafts.stream().map(d -> d.key().value()).toList()),
        sql.bytes(drafts.stream().map(d -> d.forms().sent()).toList()),
        sql.bytes(drafts.stream().map(d -> d.forms().comparable()).toList()),
        sql.bytes(drafts.stream().map(Draft::contentHash).toList()),
        sql.bytes(drafts.stream().map(d -> d.derived().features()).toList()),
        sql.bytes(drafts.stream().map(d -> BlockValue.bytes(d.derived().blocks())).toList()),
        customersOf(sql, drafts, customers));
    insertBlocks(sql, drafts);
  }

  /** Replaces what profiles say; they wait to be resolved again. */
  static void update(Sql sql, List<Draft> drafts, Instant now) throws SQLException {
    if (drafts.isEmpty()) {
      return;
    }
    var ids = sql.uuids(drafts.stream().map(d -> d.id().value()).toList());
    deleteBlocks(sql, drafts.stream().map(Draft::id).toList());
    sql.keep(
        "update profile p set sealed = d.sealed, comparable = d.comparable,"
            + " content_hash = d.hash, features = d.features, blocks = d.blocks, resolved = false,"
            + " updated_at = ?, revision = nextval('profile_revision')"
            + " from unnest(?::uuid[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[])"
            + " as d(id, sealed, comparable, hash, features, blocks) where p.id = d.id",
        now,
        ids,
        sql.bytes(drafts.stream().map(d -> d.forms().sent()).toList()),
        sql.bytes(drafts.stream().map(d -> d.forms().comparable()).toList()),
        sql.bytes(drafts.stream().map(Draft::contentHash).toList()),
        sql.bytes(drafts.stream().map(d -> d.derived().features()).toList()),
        sql.bytes(drafts.stream().map(d -> BlockValue.bytes(d.derived().blocks())).toList()));
    insertBlocks(sql, drafts);
  }

  private static Array customersOf(
      Sql sql, List<Draft> drafts, Map<ProfileId, CustomerId> customers) throws SQLException {
    var ids = new ArrayList<UUID>(drafts.size());
    for (var draft : drafts) {
      var customer = customers.get(draft.id());
      if (customer == null) {
        throw new IllegalStateException("every written profile has a customer");
      }
      ids.add(customer.value());
    }
    return sql.uuids(ids);
  }

  private static void insertBlocks(Sql sql, List<Draft> drafts) throws SQLException {
    var profiles = new ArrayList<UUID>();
    var values = new ArrayList<Long>();
    for (var draft : drafts) {
      for (var block : new LinkedHashSet<>(draft.derived().blocks())) {
        profiles.add(draft.id().value());
        values.add(block);
      }
    }
    // In the order of the index, so that each of its pages is met once.
    sql.keep(
        "insert into profile_block (value, profile_id) select value, profile_id"
            + " from unnest(?::int8[], ?::uuid[]) as b(value, profile_id) order by value",
        sql.longs(values),
        sql.uuids(profiles));
  }

  /** Removes profiles with everything that finds them. */
  static void delete(Sql sql, Collection<ProfileId> profiles) throws SQLException {
    var ids = sql.uuids(profiles.stream().map(ProfileId::value).toList());
    deleteBlocks(sql, profiles);
    sql.keep("delete from link where a = any(?)", ids);
    sql.keep("delete from link where b = any(?)", ids);
    sql.keep("delete from profile where id = any(?)", ids);
    // A pass must not take the population for unchanged.
    sql.keep("select nextval('profile_revision')");
  }

  private static void deleteBlocks(Sql sql, Collection<ProfileId> ids) throws SQLException {
    var profiles = new ArrayList<UUID>();
    var values = new ArrayList<Long>();
    ProfileStore.blocks(sql, ids)
        .forEach((id, blocks) -> {
          for (var block : blocks) {
            profiles.add(id.value());
            values.add(block);
          }
        });
    sql.keep(
        "delete from profile_block b using unnest(?::int8[], ?::uuid[]) as o(value, id)"
            + " where b.value = o.value and b.profile_id = o.id",
        sql.longs(values),
        sql.uuids(profiles));
  }
}
