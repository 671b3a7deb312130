package dev.lethe.service.request.clock;

import dev.lethe.service.request.Regime;
import dev.lethe.service.request.Right;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How long a law gives for an answer.
 *
 * @param law name of the law as people say it
 * @param article where the law sets the time
 * @param confirm until when receipt must be confirmed, if the law asks for that
 * @param answer until when the request must be answered
 * @param zone where days begin and end
 */
public record ClockRule(
    String law,
    String article,
    Optional<Term> confirm,
    Term answer,
    HolidayCalendar holidays,
    ZoneId zone) {

  private static final ClockRule GDPR =
      new ClockRule(
          "GDPR",
          "Art. 12(3)",
          Optional.empty(),
          new Term.CalendarMonths(1),
          HolidayCalendar.GERMANY,
          ZoneId.of("Europe/Berlin"));

  private static final ClockRule CCPA =
      new ClockRule(
          "CCPA",
          "11 CCR 7021",
          Optional.of(new Term.BusinessDays(10)),
          new Term.CalendarDays(45),
          HolidayCalendar.CALIFORNIA,
          ZoneId.of("America/Los_Angeles"));

  /** Returns the rule for a right under a regime. */
  public static ClockRule of(Regime regime, Right right) {
    return switch (right) {
      case ACCESS, DELETE -> regime == Regime.GDPR ? GDPR : CCPA;
    };
  }
}
