package dev.lethe.service.request.clock;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/**
 * Tells working days from others. Where practice differs, the calendar knows fewer holidays rather
 * than more, so that a due date computed with it is never later than the law's.
 */
public enum HolidayCalendar {
  /** Public holidays of all German states. */
  GERMANY {
    @Override
    boolean isHoliday(LocalDate day) {
      LocalDate easter = easterSunday(day.getYear());
      return FIXED_GERMAN.contains(MonthDayOf.of(day))
          || day.equals(easter.minusDays(2))
          || day.equals(easter.plusDays(1))
          || day.equals(easter.plusDays(39))
          || day.equals(easter.plusDays(50));
    }
  },
  /** Holidays of the State of California (Government Code 6700) on which offices close. */
  CALIFORNIA {
    @Override
    boolean isHoliday(LocalDate day) {
      boolean observedMonday =
          day.getDayOfWeek() == DayOfWeek.MONDAY
              && FIXED_CALIFORNIAN.contains(MonthDayOf.of(day.minusDays(1)));
      return FIXED_CALIFORNIAN.contains(MonthDayOf.of(day)) || observedMonday || movable(day);
    }

    private boolean movable(LocalDate day) {
      LocalDate thanksgiving = nth(day, Month.NOVEMBER, 4, DayOfWeek.THURSDAY);
      LocalDate lastOfMay = LocalDate.of(day.getYear(), Month.MAY, 31);
      return day.equals(nth(day, Month.JANUARY, 3, DayOfWeek.MONDAY))
          || day.equals(nth(day, Month.FEBRUARY, 3, DayOfWeek.MONDAY))
          || day.equals(lastOfMay.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)))
          || day.equals(nth(day, Month.SEPTEMBER, 1, DayOfWeek.MONDAY))
          || day.equals(thanksgiving)
          || day.equals(thanksgiving.plusDays(1));
    }
  };

  private static final Set<MonthDayOf> FIXED_GERMAN =
      Set.of(
          new MonthDayOf(1, 1),
          new MonthDayOf(5, 1),
          new MonthDayOf(10, 3),
          new MonthDayOf(12, 25),
          new MonthDayOf(12, 26));
  private static final Set<MonthDayOf> FIXED_CALIFORNIAN =
      Set.of(
          new MonthDayOf(1, 1),
          new MonthDayOf(3, 31),
          new MonthDayOf(7, 4),
          new MonthDayOf(11, 11),
          new MonthDayOf(12, 25));

  abstract boolean isHoliday(LocalDate day);

  /** Tells whether the day is neither a Saturday, a Sunday nor a holiday. */
  public boolean isWorkingDay(LocalDate day) {
    return day.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue() && !isHoliday(day);
  }

  /** Returns the day itself if it is a working day, else the next one. */
  public LocalDate workingDayFrom(LocalDate day) {
    LocalDate working = day;
    while (!isWorkingDay(working)) {
      working = working.plusDays(1);
    }
    return working;
  }

  private static LocalDate nth(LocalDate year, Month month, int ordinal, DayOfWeek weekday) {
    return LocalDate.of(year.getYear(), month, 1)
        .with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday));
  }

  /** Gregorian Easter after Meeus, Jones and Butcher. */
  static LocalDate easterSunday(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return LocalDate.of(year, f / 31, f % 31 + 1);
  }

  /** A date without its year. */
  private record MonthDayOf(int month, int day) {
    static MonthDayOf of(LocalDate date) {
      return new MonthDayOf(date.getMonthValue(), date.getDayOfMonth());
    }
  }
}
