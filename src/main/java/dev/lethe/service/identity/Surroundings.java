package dev.lethe.service.identity;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads profiles that wait, and what lies around them, under the locks that keep it as it is. */
@ApplicationScoped
class Surroundings {
  /** After so many times that others moved what was looked at, nobody else may write. */
  static final int MOST_LOOKS = 4;

  private final ProfileSeal seal;
  private final SettledCounts counts;
  private final ActiveModel model;
  private final WideValues wide;

  Surroundings(ProfileSeal seal, SettledCounts counts, ActiveModel model, WideValues wide) {
    this.seal = seal;
    this.counts = counts;
    this.model = model;
    this.wide = wide;
  }

  /** Reads, under locks, the profiles that wait. */
  interface Reading {
    List<Waiting> waiting() throws SQLException;
  }

  /** Looks at the surroundings until they can be locked as they were seen. */
  Neighbourhood around(Sql sql, WriteLocks locks, Reading reading, Set<ProfileId> leaving)
      throws SQLException {
    var inForce = model.current();
    var decided = new HashSet<CustomerId>();
    for (int look = 0; ; look++) {
      if (look == MOST_LOOKS) {
        locks.insteadAll();
      }
      var asked = counts.ask(sql);
      var waiting = reading.waiting();
      var counted = counts.current(sql, asked);
      var neighbourhood =
          new Neighbourhood(sql, seal, inForce, counted, wide, waiting, leaving, decided);
      neighbourhood.look();
      if (locks.also(NeededLocks.ofCustomers(neighbourhood.customers()))
          && neighbourhood.readMembers()) {
        return neighbourhood;
      }
    }
  }

  /**
   * Stored profiles as they wait to be resolved.
   *
   * @param all whether those too that do not wait for it
   */
  List<Waiting> stored(Sql sql, Collection<ProfileId> profiles, boolean all) throws SQLException {
    return opened(
        sql, ProfileStore.load(sql, profiles).stream().filter(p -> all || !p.resolved()).toList());
  }

  /** What will be left of customers whom some leave. */
  List<Waiting> rest(Sql sql, Set<CustomerId> customers, Set<ProfileId> leaving)
      throws SQLException {
    return opened(
        sql,
        ProfileStore.members(sql, customers).stream()
            .filter(member -> !leaving.contains(member.id()))
            .toList());
  }

  private List<Waiting> opened(Sql sql, List<StoredProfile> rows) throws SQLException {
    var blocks = ProfileStore.blocks(sql, rows.stream().map(StoredProfile::id).toList());
    var attributes =
        seal.openComparable(
            rows.stream().map(StoredProfile::key).toList(),
            rows.stream().map(StoredProfile::comparable).toList());
    var waiting = new ArrayList<Waiting>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      Attributes value = attributes.get(i).orElse(null);
      waiting.add(new Waiting(row, value, blocks.getOrDefault(row.id(), List.of())));
    }
    return waiting;
  }
}
