package dev.lethe.service.identity;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.block.BlockingKey;
import dev.lethe.identitygraph.block.BlockingKeys;
import dev.lethe.identitygraph.block.IdentifierCap;
import dev.lethe.identitygraph.cluster.GenericValues;
import dev.lethe.identitygraph.cluster.GenericValues.Level;
import dev.lethe.identitygraph.score.Feature;
import dev.lethe.service.database.Sql;
import dev.lethe.service.identity.GenericStore.Generic;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Leads from generic values as the library names them to fingerprints as they are stored. */
@ApplicationScoped
class GenericNames {
  private final IdentityDatabase database;
  private final Fingerprints fingerprints;
  private final InstantSource clock;

  GenericNames(IdentityDatabase database, Fingerprints fingerprints, InstantSource clock) {
    this.database = database;
    this.fingerprints = fingerprints;
    this.clock = clock;
  }

  /** The values that somebody listed, as far as any profile holds them. */
  GenericValues listed(Collection<Profile> profiles) {
    var blocks =
        database.with(sql ->
            GenericStore.all(sql).stream()
                .filter(Generic::listed)
                .map(Generic::block)
                .collect(Collectors.toSet()));
    if (blocks.isEmpty()) {
      return GenericValues.NONE;
    }
    var holders = database.with(sql -> holders(sql, blocks));
    var keys = new HashSet<BlockingKey>();
    profiles.stream()
        .filter(profile -> holders.contains(profile.id().value()))
        .forEach(profile -> keys.addAll(BlockingKeys.identifiers(profile.attributes())));
    var named = List.copyOf(keys);
    var values = fingerprints.blocks(named);
    var levels = new HashMap<BlockingKey, Level>();
    for (int i = 0; i < named.size(); i++) {
      if (blocks.contains(values.get(i))) {
        levels.put(named.get(i), Level.NO_EVIDENCE);
      }
    }
    return new GenericValues(levels);
  }

  private static Set<java.util.UUID> holders(Sql sql, Set<Long> blocks) throws SQLException {
    return new HashSet<>(
        sql.query(
            "select profile_id from profile_block where value = any(?)",
            row -> Sql.uuid(row, 1),
            sql.longs(blocks)));
  }

  /** Makes the stored generic values those that a pass found; answers how many there are. */
  int write(GenericValues found) {
    var values = stored(found);
    var blocks = values.stream().map(Generic::block).collect(Collectors.toSet());
    return database.with(sql -> {
      var gone =
          GenericStore.all(sql).stream()
              .filter(value -> !value.listed() && !blocks.contains(value.block()))
              .map(Generic::block)
              .toList();
      GenericStore.remove(sql, gone);
      GenericStore.put(sql, values, clock.instant());
      return values.size();
    });
  }

  /** A value that somebody lists. */
  Generic listing(BlockingKey key) {
    var value = stored(new GenericValues(java.util.Map.of(key, Level.NO_EVIDENCE))).getFirst();
    return new Generic(value.block(), value.feature(), value.level(), 0, true);
  }

  private List<Generic> stored(GenericValues found) {
    var keys = List.copyOf(found.levels().keySet());
    var blocks = fingerprints.blocks(keys);
    var features =
        fingerprints.features(
            keys.stream()
                .map(key ->
                    new Feature(IdentifierCap.of(key.rule()).orElseThrow().kind(), key.value()))
                .toList());
    var values = new ArrayList<Generic>();
    for (int i = 0; i < keys.size(); i++) {
      var level =
          found.levels().get(keys.get(i)) == Level.NO_EVIDENCE
              ? GenericStore.NO_EVIDENCE
              : GenericStore.NO_CANDIDATES;
      values.add(new Generic(blocks.get(i), FeatureList.bytes(features.get(i)), level, 0, false));
    }
    return values;
  }

  /** Counts their customers anew; nothing is left to weigh again. */
  void settled(Sql sql) throws SQLException {
    GenericStore.recount(sql);
  }
}
