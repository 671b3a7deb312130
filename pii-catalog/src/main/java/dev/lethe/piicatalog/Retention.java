package dev.lethe.piicatalog;

import java.time.Period;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long a value is kept, and the law that says so where one does. The period is always positive.
 */
public record Retention(Period period, @Nullable String law) {

  /** Refuses a period that is zero or runs backwards. */
  public Retention {
    Objects.requireNonNull(period, "period");
    if (period.isZero() || period.isNegative()) {
      throw new IllegalArgumentException("a retention period must be positive");
    }
  }
}
