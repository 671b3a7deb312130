package dev.lethe.service.identity;

import dev.lethe.service.identity.SettleStore.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Keeps the row of a running pass up to date, now and then. Not thread-safe. */
final class SettleProgress {
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(1);

  private final IdentityDatabase database;
  private final InstantSource clock;
  private Run run;
  private Instant written;

  SettleProgress(IdentityDatabase database, InstantSource clock, long id) {
    this.database = database;
    this.clock = clock;
    this.written = clock.instant();
    this.run = new Run(id, written, null, "reading", 0, 0, 0, 0, 0, 0);
  }

  long profiles() {
    return run.profiles();
  }

  void stage(String stage, long profiles) {
    set(stage, profiles, 0);
    write();
  }

  void done(long done) {
    set(run.stage(), Math.max(run.profiles(), done), done);
    if (clock.instant().isAfter(written.plus(NOW_AND_THEN))) {
      write();
    }
  }

  private void set(String stage, long profiles, long done) {
    run =
        new Run(
            run.id(),
            run.startedAt(),
            null,
            stage,
            profiles,
            done,
            run.customers(),
            run.moved(),
            run.genericValues(),
            run.leftOver());
  }

  void resolved(long customers, long genericValues) {
    run =
        new Run(
            run.id(),
            run.startedAt(),
            null,
            run.stage(),
            run.profiles(),
            run.profiles(),
            customers,
            0,
            genericValues,
            0);
    write();
  }

  void wrote(long profiles, SettleWriter.Wrote wrote) {
    run =
        new Run(
            run.id(),
            run.startedAt(),
            null,
            run.stage(),
            run.profiles(),
            run.done(),
            run.customers(),
            run.moved() + wrote.moved(),
            run.genericValues(),
            run.leftOver() + wrote.leftOver());
    done(run.done() + profiles);
  }

  Run finish() {
    return end("finished");
  }

  /** The population does not fit in memory. */
  Run refuse() {
    return end("too_large");
  }

  private Run end(String stage) {
    run =
        new Run(
            run.id(),
            run.startedAt(),
            clock.instant(),
            stage,
            run.profiles(),
            run.done(),
            run.customers(),
            run.moved(),
            run.genericValues(),
            run.leftOver());
    write();
    return run;
  }

  private void write() {
    written = clock.instant();
    database.with(sql -> {
      SettleStore.write(sql, run);
      return run.id();
    });
  }
}
