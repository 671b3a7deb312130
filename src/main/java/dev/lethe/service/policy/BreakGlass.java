package dev.lethe.service.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A right beyond the token policy, for a time, that one person asked for and another one confirms.
 *
 * @param seq counts up with each right that is asked for
 * @param hours how long it is to hold once it is confirmed
 */
record BreakGlass(
    UUID id,
    long seq,
    String caller,
    List<String> fields,
    String purpose,
    String reason,
    int hours,
    Instant askedAt,
    @Nullable String confirmedBy,
    @Nullable Instant confirmedAt,
    @Nullable Instant endsAt,
    @Nullable String endedBy,
    @Nullable Instant endedAt) {
  /** Nobody confirms later than this what was needed at once. */
  static final Duration LONGEST_WAIT = Duration.ofHours(24);

  private static final String GROUND = "break_glass:";

  /** What a right is worth at a moment. */
  enum State {
    ASKED,
    ACTIVE,
    /** Nobody confirmed it in time. */
    LAPSED,
    /** Its time is over. */
    EXPIRED,
    /** Somebody ended it. */
    ENDED
  }

  BreakGlass {
    fields = List.copyOf(fields);
  }

  State state(Instant now) {
    if (endedBy != null) {
      return State.ENDED;
    }
    if (endsAt != null) {
      return now.isBefore(endsAt) ? State.ACTIVE : State.EXPIRED;
    }
    return now.isBefore(askedAt.plus(LONGEST_WAIT)) ? State.ASKED : State.LAPSED;
  }

  String name() {
    return Ids.BREAK_GLASS.text(id);
  }

  /** Under which name its reveals are counted; no rule has such a name. */
  String ground() {
    return GROUND + name();
  }

  /** A right as it is shown. */
  @Schema(name = "BreakGlass")
  record View(
      String id,
      @Schema(
              description =
                  "asked, active, lapsed (not confirmed in a day), expired, or ended early")
          String state,
      String caller,
      List<String> fields,
      String purpose,
      String reason,
      int hours,
      Instant askedAt,
      @Nullable String confirmedBy,
      @Nullable Instant confirmedAt,
      @Nullable Instant endsAt,
      @Nullable String endedBy,
      @Nullable Instant endedAt) {
    static View of(BreakGlass right, Instant now) {
      return new View(
          right.name(),
          right.state(now).name().toLowerCase(java.util.Locale.ROOT),
          right.caller(),
          right.fields(),
          right.purpose(),
          right.reason(),
          right.hours(),
          right.askedAt(),
          right.confirmedBy(),
          right.confirmedAt(),
          right.endsAt(),
          right.endedBy(),
          right.endedAt());
    }
  }
}
