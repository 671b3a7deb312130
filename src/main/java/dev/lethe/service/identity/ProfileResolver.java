package dev.lethe.service.identity;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.block.IdentifierCap;
import dev.lethe.identitygraph.cluster.Resolution;
import dev.lethe.identitygraph.cluster.Settings;
import dev.lethe.service.database.Sql;
import dev.lethe.service.identity.ProfileStore.Draft;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

  /** After so many times that others moved what was looked at, nobody else may write. */
  private static final int MOST_LOOKS = 4;

  private final IdentityDatabase database;
  private final ProfileSeal seal;
  private final SourceStore sources;
  private final SettledCounts counts;
  private final ActiveModel model;
  private final WideValues wide;
  private final SecureRandom random;
  private final InstantSource clock;

  ProfileResolver(
      IdentityDatabase database,
      ProfileSeal seal,
      SourceStore sources,
      SettledCounts counts,
      ActiveModel model,
      WideValues wide,
      SecureRandom random,
      InstantSource clock) {
    this.database = database;
    this.seal = seal;
    this.sources = sources;
    this.counts = counts;
    this.model = model;
    this.wide = wide;
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

  /** Reads, under locks, the profiles that wait. */
  private interface Reading {
    List<Waiting> waiting() throws SQLException;
  }

  /** Writes new and changed profiles, resolved. */
  @Transactional
  @TransactionConfiguration(timeout = PATIENCE_SECONDS)
  Written write(List<Draft> fresh, List<Draft> changed) {
    var duplicateFree = sources.duplicateFree();
    return database.with(sql -> {
      var locks = new WriteLocks(sql);
      locks.take(locksOf(fresh, changed));
      var inserts = new ArrayList<Draft>();
      var updates = new ArrayList<Draft>();
      var neighbourhood =
          around(sql, locks, () -> drafts(sql, fresh, changed, inserts, updates), Set.of());
      ProfileStore.update(sql, updates, clock.instant());
      var resolution = neighbourhood.resolve(duplicateFree);
      var open = ReviewCases.ask(sql, resolution);
      var customers = write(sql, neighbourhood, ids(inserts, List.of()), resolution);
      ProfileStore.insert(sql, inserts, customers, clock.instant());
      ReviewCases.refresh(sql, random, clock.instant(), resolution, open);
      return new Written(of(customers, inserts, updates), neighbourhood.cut());
    });
  }

  private static Set<ProfileId> ids(List<Draft> some, List<Draft> others) {
    return Stream.concat(some.stream(), others.stream())
        .map(Draft::id)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Map<ProfileId, CustomerId> of(
      Map<ProfileId, CustomerId> customers, List<Draft> some, List<Draft> others) {
    var written = ids(some, others);
    return customers.entrySet().stream()
        .filter(entry -> written.contains(entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Sorts out what can be written now: nobody else wrote the new ones, and the old ones live. */
  private static List<Waiting> drafts(
      Sql sql, List<Draft> fresh, List<Draft> changed, List<Draft> inserts, List<Draft> updates)
      throws SQLException {
    inserts.clear();
    updates.clear();
    var waiting = new ArrayList<Waiting>();
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
    return waiting;
  }

  private static Waiting waiting(
      Draft draft, @org.jspecify.annotations.Nullable CustomerId customer, long revision) {
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
      var before = stored(sql, profiles, all);
      locks.take(locksOf(before));
      var neighbourhood = around(sql, locks, () -> stored(sql, profiles, all), Set.of());
      // Weighed by few: the settle pass weighs them with all.
      sql.query("select nextval('profile_revision')", row -> 0);
      settle(sql, neighbourhood, duplicateFree);
      return before.size();
    });
  }

  private List<Waiting> stored(Sql sql, Collection<ProfileId> profiles, boolean all)
      throws SQLException {
    return opened(
        sql, ProfileStore.load(sql, profiles).stream().filter(p -> all || !p.resolved()).toList());
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
        if (look == MOST_LOOKS) {
          locks.insteadAll();
        }
        gone = locked(sql, locks, profiles);
        rest = around(sql, locks, gone);
      }
      var writer = new CustomerWriter(sql, random, clock.instant(), rest.model().id());
      writer.erased(gone);
      ProfileStore.delete(sql, ids(gone));
      settle(sql, rest, duplicateFree);
      writer.removeEmpty(customers(gone));
      return gone.size();
    });
  }

  /** Profiles whose customers nobody else can change any more. */
  private static List<StoredProfile> locked(
      Sql sql, WriteLocks locks, Collection<ProfileId> profiles) throws SQLException {
    while (true) {
      var rows = ProfileStore.load(sql, profiles);
      var needed = locksOf(customers(rows));
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
    var touched = customers(gone);
    return around(sql, locks, () -> rest(sql, touched, leaving), leaving);
  }

  private static boolean moved(Sql sql, List<StoredProfile> seen) throws SQLException {
    var now = ProfileStore.load(sql, ids(seen));
    return now.size() != seen.size() || !customers(now).equals(customers(seen));
  }

  private static Set<ProfileId> ids(List<StoredProfile> profiles) {
    return profiles.stream().map(StoredProfile::id).collect(Collectors.toSet());
  }

  private List<Waiting> rest(Sql sql, Set<CustomerId> customers, Set<ProfileId> leaving)
      throws SQLException {
    return opened(
        sql,
        ProfileStore.members(sql, customers).stream()
            .filter(member -> !leaving.contains(member.id()))
            .toList());
  }

  /** Looks at the surroundings until they can be locked as they were seen. */
  private Neighbourhood around(Sql sql, WriteLocks locks, Reading reading, Set<ProfileId> leaving)
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
      if (locks.also(locksOf(neighbourhood.customers())) && neighbourhood.readMembers()) {
        return neighbourhood;
      }
    }
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

  private static Set<CustomerId> customers(Collection<StoredProfile> profiles) {
    return profiles.stream()
        .flatMap(profile -> Stream.ofNullable(profile.customer()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<Long> locksOf(Collection<CustomerId> customers) {
    return customers.stream().map(WriteLocks::of).collect(Collectors.toSet());
  }

  private static Set<Long> locksOf(List<Draft> fresh, List<Draft> changed) {
    var locks = new HashSet<Long>();
    for (var drafts : List.of(fresh, changed)) {
      for (var draft : drafts) {
        addIdentifiers(locks, draft.derived().blocks());
        locks.add(ByteBuffer.wrap(draft.sourceKeyIndex()).getLong());
      }
    }
    return locks;
  }

  private static Set<Long> locksOf(List<Waiting> waiting) {
    var locks = new HashSet<Long>();
    waiting.forEach(one -> addIdentifiers(locks, one.blocks()));
    locks.addAll(locksOf(customers(waiting.stream().map(Waiting::profile).toList())));
    return locks;
  }

  /** Two profiles of one person that share none of these are joined by the settle pass at last. */
  private static void addIdentifiers(Set<Long> locks, List<Long> blocks) {
    for (var block : blocks) {
      if (IdentifierCap.of(BlockValue.rule(block)).isPresent()) {
        locks.add(block);
      }
    }
  }
}
