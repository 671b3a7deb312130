package dev.lethe.cryptovault.lease;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A right that runs out by itself. It is measured by two clocks and ends with the first: the
 * monotonic clock goes on while the process is stopped, and the clock of the day also tells that
 * the machine was asleep. It ends a hundredth early, for clocks of two machines that do not run
 * alike.
 */
public final class Lease {
  private final LongSupplier nanos;
  private final LongSupplier millis;
  private volatile @Nullable Moment end;

  /** One moment by both clocks. */
  public record Moment(long nanos, long millis) {}

  Lease(LongSupplier nanos, LongSupplier millis) {
    this.nanos = nanos;
    this.millis = millis;
  }

  public static Lease ofThisProcess() {
    return new Lease(System::nanoTime, System::currentTimeMillis);
  }

  public Moment now() {
    return new Moment(nanos.getAsLong(), millis.getAsLong());
  }

  /** Holds until so long after {@code begin}, which may be over by now. */
  public void hold(Moment begin, Duration length) {
    long certain = length.toNanos() - length.toNanos() / 100;
    end = new Moment(begin.nanos() + certain, begin.millis() + certain / 1_000_000);
  }

  /** Ends it. */
  public void giveUp() {
    end = null;
  }

  public boolean isHeld() {
    var until = end;
    return until != null
        && nanos.getAsLong() - until.nanos() < 0
        && millis.getAsLong() < until.millis();
  }
}
