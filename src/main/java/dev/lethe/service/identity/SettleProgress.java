package dev.lethe.service.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Keeps the row of a running pass up to date, now and then. Not thread-safe. */
final class SettleProgress {
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(1);

  private final IdentityDatabase database;
  private final InstantSource clock;
  private final long id;
  private SettleRun run;
  private Instant written;

  SettleProgress(IdentityDatabase database, InstantSource clock, long id) {
    this.database = database;
    this.clock = clock;
    this.id = id;
    this.written = clock.instant();
    this.run = SettleRun.begun(written);
  }

  long profiles() {
    return run.profiles();
  }

  void stage(String stage, long profiles) {
    run = run.at(stage, profiles, 0);
    write();
  }

  void done(long done) {
    run = run.at(run.stage(), Math.max(run.profiles(), done), done);
    if (clock.instant().isAfter(written.plus(NOW_AND_THEN))) {
      write();
    }
  }

  void resolved(long customers, long genericValues) {
    run = run.resolved(customers, genericValues);
    write();
  }

  void wrote(long profiles, SettleWriter.Wrote wrote) {
    run = run.wrote(wrote);
    done(run.done() + profiles);
  }

  SettleRun finish() {
    return end(run.finished(clock.instant()));
  }

  /** The population does not fit in memory. */
  SettleRun refuse() {
    return end(run.tooLarge(clock.instant()));
  }

  private SettleRun end(SettleRun ended) {
    run = ended;
    write();
    return run;
  }

  private void write() {
    written = clock.instant();
    database.with(sql -> {
      SettleStore.write(sql, id, run);
      return id;
    });
  }
}
