package dev.lethe.service.policy;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A caller whose reveals were stopped, and who let them go on, if somebody did.
 *
 * @param seq counts up with each stop
 */
record RevealStop(long seq, View view) {
  /** A stop as it is shown. */
  @Schema(name = "RevealStop")
  record View(
      String id,
      @Schema(description = "stopped, or lifted once a second person has let the caller go on")
          String state,
      String caller,
      @Schema(description = "The rule, or break_glass: and the id of the right.") String rule,
      @Schema(description = "people_per_day: the rule's limit; unusual: many times a usual day")
          String why,
      @Schema(description = "About how many people it would have been.") int people,
      @Schema(description = "How many people were allowed.") int bound,
      Instant stoppedAt,
      @Nullable String liftedBy,
      @Nullable Instant liftedAt,
      @Nullable String reason) {}
}
