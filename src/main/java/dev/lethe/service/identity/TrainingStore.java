package dev.lethe.service.identity;

import dev.lethe.service.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Trainings: at most one is under way over all nodes. */
@ApplicationScoped
@Transactional
class TrainingStore {
  /** A training that has not stirred for so long ended with its process. */
  private static final Duration SILENCE = Duration.ofMinutes(10);

  private static final String COLUMNS =
      "id, model, seed, started_at, finished_at, started_by, stage, step, done, profiles";

  private final IdentityDatabase database;
  private final InstantSource clock;

  TrainingStore(IdentityDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Begins a training; empty when one is under way. */
  OptionalLong begin(String model, long seed, String by) {
    var now = clock.instant();
    return database.with(sql -> {
      endSilent(sql, now);
      return sql
          .query(
              "insert into identity_training (model, seed, started_at, stirred_at, started_by,"
                  + " stage, step, done, profiles) values (?, ?, ?, ?, ?, 'reading', 'profiles',"
                  + " 0, 0) on conflict do nothing returning id",
              row -> row.getLong(1),
              model,
              seed,
              now,
              now,
              by)
          .stream()
          .mapToLong(Long::longValue)
          .findFirst();
    });
  }

  private static void endSilent(Sql sql, Instant now) throws SQLException {
    sql.update(
        "update identity_training set finished_at = ?, stage = 'stopped'"
            + " where finished_at is null and stirred_at < ?",
        now,
        now.minus(SILENCE));
  }

  void stir(long id, String stage, String step, double done, long profiles) {
    database.with(sql ->
        sql.update(
            "update identity_training set stirred_at = ?, stage = ?, step = ?, done = ?,"
                + " profiles = ? where id = ? and finished_at is null",
            clock.instant(),
            stage,
            step,
            done,
            profiles,
            id));
  }

  /** Ends a training; the step then says why it failed, or that it is done. */
  void end(long id, String stage, String step) {
    database.with(sql ->
        sql.update(
            "update identity_training set finished_at = ?, stirred_at = ?, stage = ?, step = ?"
                + " where id = ? and finished_at is null",
            clock.instant(),
            clock.instant(),
            stage,
            step,
            id));
  }

  Optional<TrainingView> job(long id) {
    return database.with(sql -> {
      endSilent(sql, clock.instant());
      return sql
          .query(
              "select " + COLUMNS + " from identity_training where id = ?", TrainingStore::job, id)
          .stream()
          .findFirst();
    });
  }

  List<TrainingView> page(long before, int limit) {
    return database.with(sql -> {
      endSilent(sql, clock.instant());
      return sql.query(
          "select " + COLUMNS + " from identity_training where id < ? order by id desc limit ?",
          TrainingStore::job,
          before,
          limit);
    });
  }

  private static TrainingView job(ResultSet row) throws SQLException {
    return new TrainingView(
        Long.toString(row.getLong(1)),
        row.getString(2),
        row.getLong(3),
        Sql.instant(row, 4),
        Sql.maybeInstant(row, 5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getDouble(9),
        row.getLong(10));
  }
}
