package dev.lethe.identitygraph;

import java.time.LocalDate;

/**
 * A real calendar day. The eighth digit counts: typo-tolerant comparison works on {@link
 * #digits()}.
 */
public record BirthDate(int year, int month, int day) {

  public BirthDate {
    // Refuses days that never were.
    LocalDate.of(year, month, day);
  }

  /** The date as yyyymmdd. */
  public String digits() {
    return year >= 1000 && year <= 9999
        ? Integer.toString(year * 10_000 + month * 100 + day)
        : "%04d%02d%02d".formatted(year, month, day);
  }

  /** Whether the day is 1 January, which sources write when they know the year only. */
  public boolean yearOnly() {
    return month == 1 && day == 1;
  }

  /** Personal data never reaches a log by accident. */
  @Override
  public String toString() {
    return "BirthDate[…]";
  }
}
