package dev.lethe.service.request.clock;

import java.time.LocalDate;

/** A time limit as a law words it, counted from the day of an event to its last day. */
public sealed interface Term {

  /** Returns the last day of the term. */
  LocalDate lastDay(LocalDate event, HolidayCalendar holidays);

  /** Returns the term in words. */
  String words();

  /**
   * Whole months under Regulation (EEC, Euratom) 1182/71, Article 3: the day of the event is not
   * counted, the term ends on the same date (or the month's last day), and a last day that is no
   * working day moves to the next one.
   */
  record CalendarMonths(int count) implements Term {
    public CalendarMonths {
      requirePositive(count);
    }

    @Override
    public LocalDate lastDay(LocalDate event, HolidayCalendar holidays) {
      return holidays.workingDayFrom(event.plusMonths(count));
    }

    @Override
    public String words() {
      return count == 1 ? "one month" : count + " months";
    }
  }

  /** Calendar days after the day of the event; ends on whatever day that is. */
  record CalendarDays(int count) implements Term {
    public CalendarDays {
      requirePositive(count);
    }

    @Override
    public LocalDate lastDay(LocalDate event, HolidayCalendar holidays) {
      return event.plusDays(count);
    }

    @Override
    public String words() {
      return count + " days";
    }
  }

  /** Working days after the day of the event. */
  record BusinessDays(int count) implements Term {
    public BusinessDays {
      requirePositive(count);
    }

    @Override
    public LocalDate lastDay(LocalDate event, HolidayCalendar holidays) {
      LocalDate day = event;
      for (int i = 0; i < count; i++) {
        day = holidays.workingDayFrom(day.plusDays(1));
      }
      return day;
    }

    @Override
    public String words() {
      return count + " business days";
    }
  }

  private static void requirePositive(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a term has at least one unit, not " + count);
    }
  }
}
