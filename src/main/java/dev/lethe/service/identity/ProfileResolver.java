package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Resolution;
import dev.lethe.identitygraph.cluster.Settings;
import dev.lethe.service.database.Sql;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes profiles and brings them to their customers in one transaction. Writers of other people
 * run beside each other; whoever else adds profiles of the same person waits and then sees them.
 */
@ApplicationScoped
class ProfileResolver {
  static final Settings SETTINGS = Settings.RESOLVE;
  private static final int PATIENCE_SECONDS = 900;

  private final IdentityDatabase database;
  private final SourceStore sources;
  private final Surroundings surroundings;
  private final SecureRandom random;
  private final InstantSource clock;

  ProfileResolver(
      IdentityDatabase database,
      SourceStore sources,
      Surroundings surroundings,
      SecureRandom random,
      InstantSource clock) {
    this.database = database;
    this.sources = sources;
    this.surroundings = surroundings;
    this.random = random;
    this.clock = clock;
  }

  /**
   * What was written.
   *
   * @param customers of the profiles written; a profile that someone else wrote meanwhile is
   *     missing
   * @param unsettled profiles for which not all candidates were weighed; the settle pass does
   */
  record Written(Map<ProfileId, CustomerId> customers, Set<ProfileId> unsettled) {}

  /** Writes new and changed profiles, resolved. */
  @Transactional
  @TransactionConfiguration(timeout = PATIENCE_SECONDS)
  Written write(List<Draft> fresh, List<Draft> changed) {
    var duplicateFree = sources.duplicateFree();
    return database.with(sql -> {
      var locks = new WriteLocks(sql);
      locks.take(NeededLocks.ofDrafts(fresh, changed));
      var arrivals = new Arrivals(sql, fresh, changed);
      var neighbourhood = surroundings.around(sql, locks, arrivals, Set.of());
      ProfileWriter.update(sql, arrivals.updates(), clock.instant());
      var resolution = neighbourhood.resolve(duplicateFree);
      var open = ReviewCases.ask(sql, resolution);
      var customers = write(sql, neighbourhood, ids(arrivals.inserts().stream()), resolution);
      ProfileWriter.insert(sql, arrivals.inserts(), customers, clock.instant());
      ReviewCases.refresh(sql, random, clock.instant(), resolution, open);
      return new Written(of(customers, arrivals), neighbourhood.cut());
    });
  }

  private static Map<ProfileId, CustomerId> of(
      Map<ProfileId, CustomerId> customers, Arrivals arrivals) {
    var written = ids(Stream.concat(arrivals.inserts().stream(), arrivals.updates().stream()));
    return customers.entrySet().stream()
        .filter(entry -> written.contains(entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Set<ProfileId> ids(Stream<Draft> drafts) {
    return drafts.map(Draft::id).collect(Collectors.toCollection(HashSet::new));
  }

  /** Resolves those of the profiles that still wait for it. */
  @Transactional
  @TransactionConfiguration(timeout = PATIENCE_SECONDS)
  void resolve(Collection<ProfileId> profiles) {
    again(profiles, false);
  }

  /** Resolves profiles again, whether or not they wait for it. */
  @Transactional
  @TransactionConfiguration(timeout = PATIENCE_SECONDS)
  void redo(Collection<ProfileId> profiles) {
    again(profiles, true);
  }

  private void again(Collection<ProfileId> profiles, boolean all) {
    var duplicateFree = sources.duplicateFree();
    database.with(sql -> {
      var locks = new WriteLocks(sql);
      var before = surroundings.stored(sql, profiles, all);
      locks.take(NeededLocks.ofWaiting(before));
      var neighbourhood =
          surroundings.around(sql, locks, () -> surroundings.stored(sql, profiles, all), Set.of());
      // Weighed by few: the settle pass weighs them with all.
      sql.query("select nextval('profile_revision')", row -> 0);
      settle(sql, neighbourhood, duplicateFree);
      return before.size();
    });
  }

  /**
   * Deletes profiles and everything that finds them, then settles what is left of their customers.
   * Answers how many were deleted.
   */
  @Transactional
  @TransactionConfiguration(timeout = PATIENCE_SECONDS)
  int erase(Collection<ProfileId> profiles) {
    var duplicateFree = sources.duplicateFree();
    return database.with(sql -> {
      var locks = new WriteLocks(sql);
      var gone = locked(sql, locks, profiles);
      var rest = around(sql, locks, gone);
      // Looking around may have let the locks go, and another have moved one that leaves.
      for (int look = 1; moved(sql, gone); look++) {
        if (look == Surroundings.MOST_LOOKS) {
          locks.insteadAll();
        }
        gone = locked(sql, locks, profiles);
        rest = around(sql, locks, gone);
      }
      var writer = new CustomerWriter(sql, random, clock.instant(), rest.model().id());
      writer.erased(gone);
      ProfileWriter.delete(sql, ids(gone));
      settle(sql, rest, duplicateFree);
      writer.removeEmpty(NeededLocks.customersOf(gone));
      return gone.size();
    });
  }

  /** Profiles whose customers nobody else can change any more. */
  private static List<StoredProfile> locked(
      Sql sql, WriteLocks locks, Collection<ProfileId> profiles) throws SQLException {
    while (true) {
      var rows = ProfileStore.load(sql, profiles);
      var needed = NeededLocks.ofCustomers(NeededLocks.customersOf(rows));
      if (locks.holds(needed)) {
        return rows;
      }
      locks.also(needed);
    }
  }

  /** What will be left of the customers of those that leave, with its surroundings. */
  private Neighbourhood around(Sql sql, WriteLocks locks, List<StoredProfile> gone)
      throws SQLException {
    var leaving = ids(gone);
    var touched = NeededLocks.customersOf(gone);
    return surroundings.around(sql, locks, () -> surroundings.rest(sql, touched, leaving), leaving);
  }

  private static boolean moved(Sql sql, List<StoredProfile> seen) throws SQLException {
    var now = ProfileStore.load(sql, ids(seen));
    return now.size() != seen.size()
        || !NeededLocks.customersOf(now).equals(NeededLocks.customersOf(seen));
  }

  private static Set<ProfileId> ids(List<StoredProfile> profiles) {
    return profiles.stream().map(StoredProfile::id).collect(Collectors.toSet());
  }

  private void settle(Sql sql, Neighbourhood neighbourhood, Set<String> duplicateFree)
      throws SQLException {
    var resolution = neighbourhood.resolve(duplicateFree);
    write(sql, neighbourhood, Set.of(), resolution);
    ReviewCases.refresh(sql, random, clock.instant(), resolution);
  }

  private Map<ProfileId, CustomerId> write(
      Sql sql, Neighbourhood neighbourhood, Set<ProfileId> written, Resolution resolution)
      throws SQLException {
    GenericStore.raise(sql, neighbourhood.generic(), clock.instant());
    return new CustomerWriter(sql, random, clock.instant(), neighbourhood.model().id())
        .write(neighbourhood.profiles(), written, resolution);
  }
}
