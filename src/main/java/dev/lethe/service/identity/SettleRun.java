package dev.lethe.service.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A settle pass: what it is at, how far, and what it changed.
 *
 * @param stage {@code reading}, {@code resolving}, {@code writing}, {@code finished}, {@code
 *     stopped} when a crash ended it, or {@code too_large} when the heap has no room for everybody
 *     at once
 * @param done profiles done of this stage's
 * @param moved profiles that got another customer
 * @param genericValues identifiers that too many customers hold
 * @param leftOver profiles that changed meanwhile and wait for the next pass
 */
record SettleRun(
    Instant startedAt,
    @Nullable Instant finishedAt,
    String stage,
    long profiles,
    long done,
    long customers,
    long moved,
    long genericValues,
    long leftOver) {

  private static final String FINISHED = "finished";

  static SettleRun begun(Instant at) {
    return new SettleRun(at, null, "reading", 0, 0, 0, 0, 0, 0);
  }

  boolean finished() {
    return stage.equals(FINISHED);
  }

  SettleRun at(String next, long of, long soFar) {
    return new SettleRun(
        startedAt, finishedAt, next, of, soFar, customers, moved, genericValues, leftOver);
  }

  SettleRun resolved(long into, long generic) {
    return new SettleRun(startedAt, finishedAt, stage, profiles, profiles, into, 0, generic, 0);
  }

  SettleRun wrote(SettleWriter.Wrote some) {
    return new SettleRun(
        startedAt,
        finishedAt,
        stage,
        profiles,
        done,
        customers,
        moved + some.moved(),
        genericValues,
        leftOver + some.leftOver());
  }

  SettleRun finished(Instant at) {
    return ended(FINISHED, at);
  }

  SettleRun tooLarge(Instant at) {
    return ended("too_large", at);
  }

  private SettleRun ended(String how, Instant at) {
    return new SettleRun(
        startedAt, at, how, profiles, done, customers, moved, genericValues, leftOver);
  }
}
