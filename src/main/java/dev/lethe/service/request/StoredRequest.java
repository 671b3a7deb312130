package dev.lethe.service.request;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.request.VerificationRules.Evidence;
import dev.lethe.service.request.clock.Deadlines;
import dev.lethe.service.request.state.Degree;
import dev.lethe.service.request.state.RequestCase;
import dev.lethe.service.request.state.RequestState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as stored, without the identifiers: those are sealed. */
record StoredRequest(
    String id,
    long number,
    Right right,
    Regime regime,
    RequestState state,
    long version,
    @Nullable String channel,
    Times times,
    Deadlines deadlines,
    Subject subject,
    @Nullable Verification verification,
    People people) {

  /** When it reached what. */
  record Times(
      Instant created,
      Instant received,
      @Nullable Instant resolved,
      @Nullable Instant planned,
      @Nullable Instant approved,
      @Nullable Instant running,
      @Nullable Instant checked,
      @Nullable Instant closed) {}

  /** Whom it is about, as far as known. */
  record Subject(
      @Nullable KeyId caseKey,
      List<Mask> masks,
      String handle,
      @Nullable String customer,
      List<String> candidates,
      int profiles) {}

  /** What was recorded about the person's identity. */
  record Verification(
      Degree degree, String method, List<Evidence> evidence, String by, Instant at) {}

  /** Who did what. */
  record People(String creator, @Nullable String planner, @Nullable String approver) {}

  /** Returns the number as people say it. */
  String name() {
    return "R-%06d".formatted(number);
  }

  /** Returns the request for the state machine. */
  RequestCase asCase() {
    return new RequestCase(
        right, VerificationRules.required(right, regime), people.creator(), state);
  }
}
