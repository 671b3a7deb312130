package dev.lethe.service.request;

import dev.lethe.service.fanout.PlannedStep;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What will be done where and why, and what stays and why.
 *
 * @param bases rule and legal basis of each step, by step id
 */
record Plan(
    int version,
    Instant createdAt,
    String createdBy,
    @Nullable String customer,
    List<PlanProfile> profiles,
    List<HeldProfile> held,
    List<PlannedStep> steps,
    Map<String, Basis> bases,
    List<Kept> kept,
    List<String> warnings) {

  /** A profile of the person; the key is its data key. */
  record PlanProfile(String id, String source, String label, String key) {}

  /**
   * A profile of the customer that the plan does not touch.
   *
   * @param treatment ask or leave
   * @param bits that tie it to what was verified
   * @param review the case that decides it
   */
  record HeldProfile(
      String id,
      String source,
      String treatment,
      @Nullable Double bits,
      String reason,
      @Nullable String review) {}

  /** Why a step is taken. */
  record Basis(String rule, String legalBasis) {}

  /** Something that stays, under a law, until a day. */
  record Kept(
      String target, String asset, String fieldGroup, String law, @Nullable LocalDate until) {}
}
