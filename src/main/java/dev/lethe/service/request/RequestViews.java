package dev.lethe.service.request;

import dev.lethe.cryptovault.proof.Json;
import dev.lethe.service.fanout.Step;
import dev.lethe.service.fanout.StepAction;
import dev.lethe.service.fanout.StepState;
import dev.lethe.service.request.VerificationRules.Evidence;
import dev.lethe.service.request.clock.ClockReading;
import dev.lethe.service.request.state.Degree;
import dev.lethe.service.request.state.RequestState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON forms that the API answers. */
final class RequestViews {
  private RequestViews() {}

  /** A request. */
  record RequestView(
      String id,
      String number,
      Right right,
      Regime regime,
      RequestState.Name state,
      Instant receivedAt,
      @Nullable String channel,
      String createdBy,
      long version,
      ClockReading clock,
      SubjectView subject,
      @Nullable VerificationView verification,
      List<StageView> stages,
      CountsView systems,
      List<ActionView> allowedActions,
      boolean receiptAvailable,
      boolean packageAvailable) {}

  /** Whom it is about; candidates while one must be chosen. */
  record SubjectView(
      @Nullable String customer, int profiles, List<Mask> identifiers, List<String> candidates) {}

  /** What was recorded about the person's identity. */
  record VerificationView(
      Degree degree, String method, List<Evidence> evidence, String by, Instant at) {}

  /** One stop of the stage rail. */
  record StageView(String stage, String state, @Nullable Instant at, @Nullable String by) {}

  /** Steps by state. */
  record CountsView(
      int total, int waiting, int working, int needsPerson, int failed, int done, int verified) {}

  /** What the caller may do now, or why not. */
  record ActionView(String action, boolean allowed, @Nullable String reason) {}

  /** A plan. */
  record PlanView(
      int version,
      Instant createdAt,
      String createdBy,
      @Nullable String customer,
      List<ProfileView> profiles,
      List<PlanStepView> steps,
      List<Plan.Kept> kept,
      List<String> warnings,
      List<Plan.HeldProfile> held) {}

  /** A profile in a plan. */
  record ProfileView(String id, String source, String label) {}

  /** A step of a plan. */
  record PlanStepView(
      String id,
      String target,
      String asset,
      StepAction action,
      List<String> fields,
      String rule,
      String legalBasis,
      @Nullable Long expected) {}

  /** How a plan is being carried out. */
  record SystemsView(List<SystemView> items, @Nullable Instant approvedAt, Instant statutoryDue) {}

  /** One step at work. */
  record SystemView(
      String id,
      String target,
      String asset,
      String connector,
      StepAction action,
      StepState state,
      int attempts,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      List<Step.Segment> segments,
      @Nullable Long before,
      @Nullable Long after,
      @Nullable String depth,
      @Nullable String lastError,
      @Nullable Instant retryAt,
      Map<String, Object> evidence) {}

  /** One entry of the log. */
  record HistoryView(
      long seq,
      Instant at,
      String actor,
      String action,
      @Nullable String request,
      @Nullable String from,
      @Nullable String to,
      @Nullable String reason,
      Map<String, Object> facts) {}

  /** The start page. */
  record TodayView(
      SentenceView sentenceParts,
      List<HorizonView> horizon,
      List<RequestView> dueNext,
      List<RequestView> waitingForApproval,
      List<TroubleView> trouble,
      List<HistoryView> recent) {}

  /** The numbers of the start page's sentence. */
  record SentenceView(
      @com.fasterxml.jackson.annotation.JsonProperty("breach_48h") long breach48h,
      long blocked,
      long waitingForMyApproval,
      long open) {}

  /** A day of the horizon; no date means overdue. */
  record HorizonView(@Nullable LocalDate date, long due, long blocked) {}

  /** Something that needs attention. */
  record TroubleView(String kind, String text, @Nullable String request) {}

  /** Returns plain values that the service's JSON writer knows. */
  static Map<String, Object> plain(Json.Obj object) {
    Map<String, Object> plain = new java.util.LinkedHashMap<>();
    object.members().forEach((name, value) -> plain.put(name, plain(value)));
    return plain;
  }

  private static Object plain(Json value) {
    return switch (value) {
      case Json.Obj object -> plain(object);
      case Json.Arr(List<Json> items) -> items.stream().map(RequestViews::plain).toList();
      case Json.Str(String text) -> text;
      case Json.Num(double number) when number == Math.rint(number) -> (long) number;
      case Json.Num(double number) -> number;
      case Json.Bool(boolean truth) -> truth;
      case Json.Null() -> "";
    };
  }
}
