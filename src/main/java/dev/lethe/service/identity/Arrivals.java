package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.service.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be written now of what arrived: nobody else wrote the new ones, and the old ones live.
 * Each reading sorts it out anew.
 */
final class Arrivals implements Surroundings.Reading {
  private final Sql sql;
  private final List<Draft> fresh;
  private final List<Draft> changed;
  private final List<Draft> inserts = new ArrayList<>();
  private final List<Draft> updates = new ArrayList<>();

  Arrivals(Sql sql, List<Draft> fresh, List<Draft> changed) {
    this.sql = sql;
    this.fresh = fresh;
    this.changed = changed;
  }

  /** The new ones, as of the last reading. */
  List<Draft> inserts() {
    return inserts;
  }

  /** The changed ones, as of the last reading. */
  List<Draft> updates() {
    return updates;
  }

  @Override
  public List<Waiting> waiting() throws SQLException {
    inserts.clear();
    updates.clear();
    var waiting = new ArrayList<Waiting>();
    addUnseen(waiting);
    addLiving(waiting);
    return waiting;
  }

  private void addUnseen(List<Waiting> waiting) throws SQLException {
    var taken =
        fresh.isEmpty()
            ? Map.<Integer, ProfileStore.Known>of()
            : ProfileStore.find(
                sql,
                fresh.stream().map(Draft::source).toList(),
                fresh.stream().map(Draft::sourceKeyIndex).toList());
    for (int i = 0; i < fresh.size(); i++) {
      if (!taken.containsKey(i)) {
        inserts.add(fresh.get(i));
        waiting.add(waiting(fresh.get(i), null, 0));
      }
    }
  }

  private void addLiving(List<Waiting> waiting) throws SQLException {
    var living =
        ProfileStore.load(sql, changed.stream().map(Draft::id).toList()).stream()
            .collect(Collectors.toMap(StoredProfile::id, profile -> profile));
    for (var draft : changed) {
      var row = living.get(draft.id());
      if (row != null) {
        updates.add(draft);
        waiting.add(waiting(draft, row.customer(), row.revision()));
      }
    }
  }

  private static Waiting waiting(Draft draft, @Nullable CustomerId customer, long revision) {
    return new Waiting(
        new StoredProfile(
            draft.id(),
            draft.source(),
            draft.key(),
            draft.forms().comparable(),
            draft.derived().features(),
            customer,
            false,
            revision),
        draft.attributes(),
        draft.derived().blocks());
  }
}
