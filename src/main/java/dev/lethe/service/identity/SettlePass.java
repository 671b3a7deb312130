package dev.lethe.service.identity;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.GenericValues;
import dev.lethe.identitygraph.cluster.PopulationResolver;
import dev.lethe.identitygraph.score.CountedFrequencies;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.service.database.Sql;
import dev.lethe.service.identity.Population.Group;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings the stored customers to exactly what resolving all profiles at once gives, so that the
 * order of arrival no longer matters. One pass at a time over all nodes. It may be stopped at any
 * moment: what it has written stands by itself, and the next pass does the rest.
 */
@ApplicationScoped
class SettlePass {
  private static final long LOCK = 0x5e771eL;
  private static final int CHUNK = 2_000;

  /** What one profile takes while all are resolved, with room to spare. */
  private static final long BYTES_A_PROFILE = 4_096;

  private static final long MOST = Runtime.getRuntime().maxMemory() / BYTES_A_PROFILE * 3 / 4;
  private static final int WRITE_AT_ONCE = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final IdentityDatabase database;
  private final ProfileSeal seal;
  private final SourceStore sources;
  private final GenericNames names;
  private final SettleWriter writer;
  private final LinkRefresh links;
  private final SettledCounts settled;
  private final ActiveModel model;
  private final InstantSource clock;

  SettlePass(
      IdentityDatabase database,
      ProfileSeal seal,
      SourceStore sources,
      GenericNames names,
      SettleWriter writer,
      LinkRefresh links,
      SettledCounts settled,
      ActiveModel model,
      InstantSource clock) {
    this.database = database;
    this.seal = seal;
    this.sources = sources;
    this.names = names;
    this.writer = writer;
    this.links = links;
    this.settled = settled;
    this.model = model;
    this.clock = clock;
  }

  /**
   * Settles everything, unless the heap has no room for everybody at once; empty when another pass
   * is under way. Only outside a transaction.
   */
  Optional<SettleRun> run() {
    return database.with(holder -> {
      var free =
          holder.query("select pg_try_advisory_lock(?)", row -> row.getBoolean(1), LOCK).getFirst();
      if (!free) {
        return Optional.empty();
      }
      try {
        return Optional.of(settle());
      } finally {
        holder.query("select pg_advisory_unlock(?)", row -> 0, LOCK);
      }
    });
  }

  private SettleRun settle() throws SQLException {
    var progress = database.with(sql -> new SettleProgress(database, clock, begin(sql)));
    progress.stage("reading", database.with(SettlePass::profiles));
    if (progress.profiles() > MOST) {
      return progress.refuse();
    }
    var upTo = database.with(sql -> SettleStore.marks(sql).written());
    awaitWriters();
    var counts = new FeatureCounts();
    var inForce = model.current();
    var population = read(inForce, counts, progress);
    progress.stage("resolving", population.size());
    var listed = names.listed(population.profiles());
    var outcome = resolve(inForce, population, listed);
    var generic = names.write(outcome.generic());
    progress.resolved(outcome.resolution().clusters().size(), generic);
    use(counts);
    write(population.differences(outcome.resolution()), population, progress);
    links.refresh(population, outcome.resolution().links(), upTo);
    writer.review(outcome.resolution());
    return database.with(sql -> {
      names.settled(sql);
      SettleStore.settled(sql, upTo);
      return progress.finish();
    });
  }

  private static long profiles(Sql sql) throws SQLException {
    return sql.query("select count(*) from profile", row -> row.getLong(1)).getFirst();
  }

  private long begin(Sql sql) throws SQLException {
    SettleStore.dropUnused(sql);
    return SettleStore.begin(sql, clock.instant());
  }

  /** Whoever drew a mark before ours has ended, so that its rows are read. */
  private void awaitWriters() {
    var until = clock.instant().plus(PATIENCE);
    var now = database.with(sql -> snapshot(sql, "xmax"));
    while (database.with(sql -> snapshot(sql, "xmin")) < now && clock.instant().isBefore(until)) {
      pause();
    }
  }

  private static long snapshot(Sql sql, String end) throws SQLException {
    return sql.query(
            "select pg_snapshot_" + end + "(pg_current_snapshot())::text::int8",
            row -> row.getLong(1))
        .getFirst();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("settling was stopped");
    }
  }

  private Population read(Model inForce, FeatureCounts counts, SettleProgress progress) {
    var population = new Population(inForce.id());
    var after = new ProfileId(new UUID(0, 0));
    for (var rows = page(after); !rows.isEmpty(); rows = page(after)) {
      var opened =
          seal.openComparable(
              rows.stream().map(StoredProfile::key).toList(),
              rows.stream().map(StoredProfile::comparable).toList());
      for (int i = 0; i < rows.size(); i++) {
        var row = rows.get(i);
        population.add(
            row, opened.get(i).map(a -> new Profile(row.id(), row.source(), a)).orElse(null));
        if (opened.get(i).isPresent()) {
          counts.count(row.features());
        }
      }
      after = rows.getLast().id();
      progress.done(population.size());
    }
    return population;
  }

  private List<StoredProfile> page(ProfileId after) {
    return database.with(sql ->
        sql.query(
            "select " + StoredProfile.COLUMNS + " from profile where id > ? order by id limit ?",
            StoredProfile::read,
            after.value(),
            CHUNK));
  }

  private PopulationResolver.Outcome resolve(
      Model inForce, Population population, GenericValues listed) {
    var frequencies =
        CountedFrequencies.of(population.profiles().stream().map(Profile::attributes).toList());
    var duplicateFree = sources.duplicateFree();
    var constraints =
        database.with(sql -> Decisions.constraints(sql, duplicateFree, population::opened));
    return new PopulationResolver(inForce, frequencies, ProfileResolver.SETTINGS)
        .resolve(population.profiles(), constraints, listed);
  }

  private void use(FeatureCounts counts) {
    try {
      database.with(sql -> {
        var snapshot =
            sql.query("select snapshot + 1 from settle_state", row -> row.getLong(1)).getFirst();
        SettleStore.writeCounts(sql, snapshot, counts);
        settled.prepare(sql, snapshot);
        SettleStore.use(sql, snapshot);
        SettleStore.dropUnused(sql);
        return snapshot;
      });
    } catch (RuntimeException e) {
      // Its number will be another snapshot's.
      settled.unprepare();
      throw e;
    }
  }

  private void write(List<Group> groups, Population population, SettleProgress progress) {
    progress.stage("writing", groups.stream().mapToInt(Group::size).sum());
    var some = new ArrayList<Group>();
    var size = 0;
    for (var group : groups) {
      some.add(group);
      size += group.size();
      if (size >= WRITE_AT_ONCE) {
        progress.wrote(size, writer.write(population, some));
        some.clear();
        size = 0;
      }
    }
    if (!some.isEmpty()) {
      progress.wrote(size, writer.write(population, some));
    }
  }
}
