package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.cluster.Constraints.Pair;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Decisions as callers send and see them. */
final class DecisionViews {
  private DecisionViews() {}

  /** Two sides and what they are. */
  @Schema(
      name = "IdentityDecisionBody",
      example =
          "{\"a\":\"prf_01jd3vq2w7fz8k6m4x9s5t0n2b\",\"b\":\"prf_01jd3vq9h4c1r7y5e8g2p6a3dk\","
              + "\"verdict\":\"different\",\"reason\":\"Father and son, the store knows both.\"}")
  record DecisionBody(
      @Schema(description = "A profile.") @Nullable String a,
      @Schema(description = "A profile, or a customer as a whole.") @Nullable String b,
      @Schema(
              description = "same or different",
              enumeration = {"same", "different"})
          @Nullable String verdict,
      @Schema(description = "Why, in words; sealed, and never in an answer to a write.")
          @Nullable String reason) {}

  /** Why something is done or taken back. */
  @Schema(
      name = "IdentityReasonBody",
      example = "{\"reason\":\"The customer called: these are two people.\"}")
  record UndoBody(@Nullable String reason) {}

  /** The customer to be joined. */
  @Schema(
      name = "CustomerMergeBody",
      example =
          "{\"other\":\"cus_01jd3vr5t2b8n6w4q0e7y9c1mh\","
              + "\"reason\":\"She showed both cards at the till.\"}")
  record MergeBody(@Nullable String other, @Nullable String reason) {}

  /** The profiles that are somebody else's. */
  @Schema(
      name = "CustomerSplitBody",
      example =
          "{\"profiles\":[\"prf_01jd3vq9h4c1r7y5e8g2p6a3dk\"],"
              + "\"reason\":\"The web account is her daughter's.\"}")
  record SplitBody(@Nullable List<@Nullable String> profiles, @Nullable String reason) {}

  /**
   * What became of a decision.
   *
   * @param id the decision, to undo it with
   * @param customers the living customers that the profiles concerned have now
   */
  record Decided(String id, String verdict, List<String> customers) {
    static Decided of(DecisionService.Outcome outcome) {
      return new Decided(
          Ids.text(Ids.DECISION, outcome.decision()),
          outcome.verdict().word(),
          outcome.customers().stream().map(CustomerId::toString).toList());
    }
  }

  /** Two profiles. */
  record PairView(String a, String b) {
    static PairView of(Pair pair) {
      return new PairView(pair.a().toString(), pair.b().toString());
    }
  }

  /**
   * A decision in a list. Reasons are missing once the profile that they are about is erased.
   *
   * @param pairs the profiles that it is about and that still exist
   */
  record DecisionView(
      String id,
      String verdict,
      String origin,
      boolean standing,
      List<PairView> pairs,
      @Nullable String reason,
      String decidedBy,
      Instant decidedAt,
      @Nullable String undoneBy,
      @Nullable Instant undoneAt,
      @Nullable String undoReason) {}
}
