package dev.lethe.service.request.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The last days of one request's terms, fixed when it is received.
 *
 * @param confirm last day to confirm receipt, if the law asks for it
 * @param internal last day we give ourselves
 * @param statutory last day the law gives
 */
public record Deadlines(@Nullable LocalDate confirm, LocalDate internal, LocalDate statutory) {
  private static final int RESERVE_DAYS = 7;

  /** Counts a rule's terms from the moment of receipt. */
  public static Deadlines count(ClockRule rule, Instant receivedAt) {
    LocalDate received = receivedAt.atZone(rule.zone()).toLocalDate();
    LocalDate statutory = rule.answer().lastDay(received, rule.holidays());
    LocalDate confirm =
        rule.confirm().map(term -> term.lastDay(received, rule.holidays())).orElse(null);
    return new Deadlines(confirm, statutory.minusDays(RESERVE_DAYS), statutory);
  }

  /** Returns the last second of a day where the rule applies. */
  public static Instant endOf(LocalDate day, ClockRule rule) {
    return day.plusDays(1).atStartOfDay(rule.zone()).toInstant().minus(1, ChronoUnit.SECONDS);
  }
}
