package dev.lethe.service.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A token policy as it is sent, kept and shown; {@link PolicyReader} says what is allowed. */
@Schema(
    name = "TokenPolicy",
    description =
        "Who may tokenize and reveal what. What no rule allows is refused; of several rules that"
            + " allow a value the first one counts, and its limits hold.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PolicyDocument(
    @Schema(description = "What values may be revealed for; any other purpose is refused.")
        @Nullable List<@Nullable PurposeText> purposes,
    @Nullable List<@Nullable RuleText> rules,
    @Nullable AnomalyText anomaly,
    @Nullable BreakGlassText breakGlass) {

  /** Something that values are revealed for. */
  @Schema(name = "TokenPurpose")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PurposeText(@Nullable String code, @Nullable String description) {}

  /** Who may do what, and how much of it. */
  @Schema(name = "TokenRule")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RuleText(
      @Schema(description = "Names the rule; its counts go on under the name in later versions.")
          @Nullable String name,
      @Schema(description = "Whoever has one of these roles, or is one of the callers.")
          @Nullable List<@Nullable String> roles,
      @Schema(description = "Account names.") @Nullable List<@Nullable String> callers,
      @Schema(description = "tokenize or reveal") @Nullable String operation,
      @Schema(description = "Field classes, or * for every one.")
          @Nullable List<@Nullable String> fields,
      @Schema(description = "reveal only: declared purposes, or * for every declared one.")
          @Nullable List<@Nullable String> purposes,
      @Schema(description = "reveal only: names of masks, or whole, which allows every mask too.")
          @Nullable List<@Nullable String> shows,
      @Schema(
              description =
                  "Values of one caller a minute: over all nodes for reveal, on each node for tokenize.")
          @Nullable Long valuesPerMinute,
      @Schema(description = "reveal only: values of one caller a day (UTC).")
          @Nullable Long valuesPerDay,
      @Schema(
              description =
                  "reveal only: people of whom one caller may reveal something in a day (UTC). Beyond"
                      + " it all reveals of the caller stop until a second person lifts that.")
          @Nullable Integer peoplePerDay) {}

  /** When a caller's reveals are unlike those of other days. */
  @Schema(name = "TokenAnomaly")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AnomalyText(
      @Schema(description = "Stop at so many times the people of the caller's usual day.")
          @Nullable Integer timesUsual,
      @Schema(description = "Up to so many people a day are never unusual.")
          @Nullable Integer peopleAtLeast) {}

  /** What a right that two persons give beyond the rules is worth. */
  @Schema(name = "TokenBreakGlass")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BreakGlassText(
      @Nullable Integer hoursAtMost,
      @Nullable Long valuesPerMinute,
      @Nullable Long valuesPerDay,
      @Nullable Integer peoplePerDay) {}
}
