package dev.lethe.service.identity;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Settings;
import dev.lethe.identitygraph.score.Model;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;

/**
 * Brings profiles to their customers, one resolution at a time over all nodes: whoever else adds
 * profiles of the same person waits and then sees them.
 */
@ApplicationScoped
class ProfileResolver {
  static final Model MODEL = Model.shipped();
  static final Settings SETTINGS = Settings.RESOLVE;
  private static final long LOCK = 0x1e7e_1de7L;
  private static final int PATIENCE_SECONDS = 900;

  private final IdentityDatabase database;
  private final ProfileSeal seal;
  private final SourceStore sources;
  private final SecureRandom random;
  private final InstantSource clock;

  ProfileResolver(
      IdentityDatabase database,
      ProfileSeal seal,
      SourceStore sources,
      SecureRandom random,
      InstantSource clock) {
    this.database = database;
    this.seal = seal;
    this.sources = sources;
    this.random = random;
    this.clock = clock;
  }

  /** Resolves those of the profiles that still wait for it. */
  @Transactional
  @TransactionConfiguration(timeout = PATIENCE_SECONDS)
  void resolve(Collection<ProfileId> profiles) {
    var duplicateFree = sources.duplicateFree();
    database.with(sql -> {
      lock(sql);
      var waiting = ProfileStore.load(sql, profiles).stream().filter(p -> !p.resolved()).toList();
      if (!waiting.isEmpty()) {
        count(sql, waiting);
        var neighbourhood = new Neighbourhood(sql, seal, waiting);
        settle(sql, neighbourhood, duplicateFree);
      }
      return waiting.size();
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
      lock(sql);
      var gone = ProfileStore.load(sql, profiles);
      var counts = new ValueCounts();
      gone.forEach(profile -> counts.takeBack(profile.counted()));
      counts.write(sql);
      sql.update(
          "delete from profile where id = any(?)",
          sql.uuids(gone.stream().map(p -> p.id().value()).toList()));
      var touched =
          gone.stream()
              .flatMap(p -> java.util.stream.Stream.ofNullable(p.customer()))
              .distinct()
              .toList();
      new CustomerWriter(sql, random, clock.instant()).erased(gone);
      var left = ProfileStore.members(sql, touched);
      if (!left.isEmpty()) {
        settle(sql, new Neighbourhood(sql, seal, left), duplicateFree);
      }
      new CustomerWriter(sql, random, clock.instant()).removeEmpty(touched);
      return gone.size();
    });
  }

  private static void lock(Sql sql) throws SQLException {
    sql.query("select pg_advisory_xact_lock(?)", row -> 0, LOCK);
  }

  private static void count(Sql sql, Collection<StoredProfile> waiting) throws SQLException {
    var counts = new ValueCounts();
    for (var profile : waiting) {
      counts.takeBack(profile.counted());
      counts.count(profile.features());
    }
    counts.write(sql);
    sql.update(
        "update profile set counted = features where id = any(?)",
        sql.uuids(waiting.stream().map(p -> p.id().value()).toList()));
  }

  private void settle(Sql sql, Neighbourhood neighbourhood, java.util.Set<String> duplicateFree)
      throws SQLException {
    var resolution = neighbourhood.resolve(duplicateFree);
    new CustomerWriter(sql, random, clock.instant()).write(neighbourhood, resolution);
    ReviewCases.refresh(sql, random, clock.instant(), resolution);
  }
}
