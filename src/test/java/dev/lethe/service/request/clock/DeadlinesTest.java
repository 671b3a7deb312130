package dev.lethe.service.request.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.request.Regime;
import dev.lethe.service.request.Right;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeadlinesTest {

  @ParameterizedTest
  @CsvSource({
    // received (UTC), last day; why
    "2026-09-10T09:00:00Z, 2026-10-12, the 10th of October is a Saturday",
    "2026-09-11T09:00:00Z, 2026-10-12, the 11th of October is a Sunday",
    "2026-09-15T09:00:00Z, 2026-10-15, same date of the next month",
    "2026-01-31T09:00:00Z, 2026-03-02, February has no 31st and its 28th is a Saturday",
    "2027-01-29T09:00:00Z, 2027-03-01, no 29th of February and the 28th is a Sunday",
    "2028-01-31T09:00:00Z, 2028-02-29, leap year",
    "2026-03-03T09:00:00Z, 2026-04-07, Good Friday then Easter Monday",
    "2026-09-03T09:00:00Z, 2026-10-05, German Unity Day on a Saturday",
    "2026-11-25T09:00:00Z, 2026-12-28, Christmas runs into a weekend",
    "2026-12-01T09:00:00Z, 2027-01-04, New Year's Day is a Friday",
    "2026-04-14T09:00:00Z, 2026-05-15, Ascension Day",
    "2026-04-25T09:00:00Z, 2026-05-26, Whit Monday",
    "2026-09-14T22:30:00Z, 2026-10-15, already the 15th in Berlin",
    "2026-09-14T21:30:00Z, 2026-10-14, still the 14th in Berlin",
    "2026-01-15T23:30:00Z, 2026-02-16, winter time: already the 16th in Berlin"
  })
  void gdprGivesOneMonthUnderRegulation1182(Instant received, LocalDate due, String why) {
    assertThat(deadlines(Regime.GDPR, received).statutory()).as(why).isEqualTo(due);
    assertThat(deadlines(Regime.GDPR, received).confirm()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    // received (UTC), confirm by, answer by; why
    "2026-09-14T18:00:00Z, 2026-09-28, 2026-10-29, plain weeks",
    "2026-11-20T18:00:00Z, 2026-12-08, 2027-01-04, Thanksgiving and the day after do not count",
    "2026-12-18T18:00:00Z, 2027-01-05, 2027-02-01, Christmas and New Year do not count",
    "2026-09-12T18:00:00Z, 2026-09-25, 2026-10-27, received on a Saturday",
    "2026-09-15T06:59:00Z, 2026-09-28, 2026-10-29, still the 14th in Los Angeles",
    "2026-09-15T07:00:00Z, 2026-09-29, 2026-10-30, the 15th in Los Angeles",
    "2026-03-20T18:00:00Z, 2026-04-06, 2026-05-04, Cesar Chavez Day does not count",
    "2027-07-01T18:00:00Z, 2027-07-16, 2027-08-15, the 4th on a Sunday is kept on Monday; ends on a Sunday"
  })
  void ccpaGivesTenBusinessAndFortyFiveCalendarDays(
      Instant received, LocalDate confirm, LocalDate due, String why) {
    Deadlines deadlines = deadlines(Regime.CCPA, received);
    assertThat(deadlines.confirm()).as(why).isEqualTo(confirm);
    assertThat(deadlines.statutory()).as(why).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource({
    "2024, 2024-03-31",
    "2025, 2025-04-20",
    "2026, 2026-04-05",
    "2027, 2027-03-28",
    "2038, 2038-04-25"
  })
  void easterFallsWhereTheChurchKeepsIt(int year, LocalDate sunday) {
    assertThat(HolidayCalendar.easterSunday(year)).isEqualTo(sunday);
  }

  @Test
  void laterReceiptNeverMeansAnEarlierDueDate() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      Instant first = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(400_000_000));
      Instant second = first.plusSeconds(random.nextInt(5_000_000));
      for (Regime regime : Regime.values()) {
        assertThat(deadlines(regime, second).statutory())
            .as("seed %d", seed)
            .isAfterOrEqualTo(deadlines(regime, first).statutory());
      }
    }
  }

  @Test
  void gdprTermAlwaysEndsOnAWorkingDayWithinFortyDays() {
    LocalDate day = LocalDate.of(2026, 1, 1);
    for (int i = 0; i < 3_000; i++) {
      LocalDate due = new Term.CalendarMonths(1).lastDay(day.plusDays(i), HolidayCalendar.GERMANY);
      assertThat(HolidayCalendar.GERMANY.isWorkingDay(due)).isTrue();
      assertThat(due).isBetween(day.plusDays(i + 28), day.plusDays(i + 37));
    }
  }

  private static Deadlines deadlines(Regime regime, Instant received) {
    return Deadlines.count(ClockRule.of(regime, Right.DELETE), received);
  }
}
