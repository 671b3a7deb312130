package dev.lethe.service.request.clock;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a request's clock shows at one moment, ready for display. */
public record ClockReading(
    State state,
    String law,
    String article,
    Instant receivedAt,
    @Nullable Instant confirmDue,
    Instant internalDue,
    Instant statutoryDue,
    ZoneId timeZone,
    long remainingDays,
    int usedPercent,
    boolean extended,
    @Nullable Instant stoppedAt,
    String words) {

  private static final int SOON_DAYS = 5;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  /** How near the due date is. */
  public enum State {
    /** More than five days left. */
    @JsonProperty("running")
    RUNNING,
    /** Five days or fewer. */
    @JsonProperty("due_soon")
    DUE_SOON,
    /** The last day. */
    @JsonProperty("due_today")
    DUE_TODAY,
    /** Past the last day without an answer. */
    @JsonProperty("overdue")
    OVERDUE,
    /** Answered, refused or withdrawn. */
    @JsonProperty("stopped")
    STOPPED
  }

  /** Reads the clock. */
  public static ClockReading read(
      ClockRule rule,
      Instant receivedAt,
      Deadlines deadlines,
      Instant now,
      @Nullable Instant stoppedAt) {
    Instant until = stoppedAt == null ? now : stoppedAt;
    LocalDate today = until.atZone(rule.zone()).toLocalDate();
    long remaining = ChronoUnit.DAYS.between(today, deadlines.statutory());
    Instant due = Deadlines.endOf(deadlines.statutory(), rule);
    LocalDate confirm = deadlines.confirm();
    return new ClockReading(
        state(remaining, stoppedAt),
        rule.law(),
        rule.article(),
        receivedAt,
        confirm == null ? null : Deadlines.endOf(confirm, rule),
        Deadlines.endOf(deadlines.internal(), rule),
        due,
        rule.zone(),
        remaining,
        used(receivedAt, until, due),
        false,
        stoppedAt,
        words(rule, deadlines.statutory(), remaining, stoppedAt != null));
  }

  private static State state(long remaining, @Nullable Instant stoppedAt) {
    if (stoppedAt != null) {
      return State.STOPPED;
    }
    if (remaining < 0) {
      return State.OVERDUE;
    }
    if (remaining == 0) {
      return State.DUE_TODAY;
    }
    return remaining <= SOON_DAYS ? State.DUE_SOON : State.RUNNING;
  }

  private static int used(Instant from, Instant until, Instant due) {
    long total = Math.max(1, ChronoUnit.SECONDS.between(from, due));
    long gone = Math.max(0, ChronoUnit.SECONDS.between(from, until));
    return (int) Math.min(100, gone * 100 / total);
  }

  private static String words(ClockRule rule, LocalDate due, long remaining, boolean stopped) {
    String limit = rule.law() + " gives " + rule.answer().words() + ", until " + DAY.format(due);
    if (stopped) {
      return remaining < 0
          ? "Closed " + days(-remaining) + " late. " + limit + "."
          : "Closed in time. " + limit + ".";
    }
    if (remaining < 0) {
      return "Overdue by " + days(-remaining) + ". " + limit + ".";
    }
    return (remaining == 0 ? "Due today. " : days(remaining) + " left. ") + limit + ".";
  }

  private static String days(long count) {
    return count == 1 ? "1 day" : count + " days";
  }
}
