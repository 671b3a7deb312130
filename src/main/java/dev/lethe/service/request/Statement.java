package dev.lethe.service.request;

import dev.lethe.cryptovault.proof.Json;
import dev.lethe.cryptovault.proof.ReceiptVerifier;
import dev.lethe.service.fanout.Execution;
import dev.lethe.service.fanout.Step;
import dev.lethe.service.fanout.StepAction;
import dev.lethe.service.request.Plan.Kept;
import dev.lethe.service.request.clock.ClockRule;
import dev.lethe.service.request.clock.Deadlines;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a receipt states about a request: numbers, times and pseudonyms, never an identifier. */
final class Statement {
  private static final String MEANING =
      "States what Lethe saw and did. It does not prove that no copy exists elsewhere. Destroyed keys"
          + " make what was sealed under them unreadable: crypto-erasure with evidence.";

  private Statement() {}

  static Json.Obj of(
      StoredRequest request, Plan plan, Execution execution, List<Step> steps, Instant now) {
    Json.ObjBuilder statement =
        Json.object()
            .put("type", ReceiptVerifier.TYPE)
            .put("meaning", MEANING)
            .put("issued_at", now.toString())
            .put("request", request(request, plan, execution, now))
            .put("subject", subject(execution))
            .put("assets", Json.array(inTargets(steps).map(Statement::asset).toList()))
            .put("exceptions", Json.array(plan.kept().stream().map(Statement::exception).toList()));
    if (request.right() == Right.DELETE) {
      execution.report().members().forEach(statement::put);
      statement.put("suppression", Json.object().put("profiles", execution.profileCount()).build());
    }
    return statement.build();
  }

  private static java.util.stream.Stream<Step> inTargets(List<Step> steps) {
    return steps.stream().filter(step -> step.action().inTarget());
  }

  private static Json request(StoredRequest request, Plan plan, Execution execution, Instant now) {
    ClockRule rule = ClockRule.of(request.regime(), request.right());
    return Json.object()
        .put("number", request.name())
        .put("right", request.right().word())
        .put("regime", request.regime().word())
        .put("outcome", plan.kept().isEmpty() ? "completed" : "completed_with_exceptions")
        .put("received_at", request.times().received().toString())
        .put("approved_at", execution.approvedAt().toString())
        .put("completed_at", now.toString())
        .put("statutory_due", Deadlines.endOf(request.deadlines().statutory(), rule).toString())
        .put("plan_version", plan.version())
        .build();
  }

  private static Json subject(Execution execution) {
    return Json.object()
        .put("handle", execution.handle())
        .put("profiles", execution.profileCount())
        .build();
  }

  private static Json asset(Step step) {
    Json.ObjBuilder asset =
        Json.object()
            .put("step", step.id())
            .put("target", step.target())
            .put("asset", step.asset())
            .put("action", step.action().word())
            .put("before", orZero(step.before()));
    return step.action() == StepAction.EXPORT ? asset.build() : erased(asset, step);
  }

  private static Json erased(Json.ObjBuilder asset, Step step) {
    long after = orZero(step.after());
    long rawHits = orZero(step.rawHits());
    Instant at = step.verifiedAt();
    boolean verified = at != null && after == 0 && rawHits == 0;
    Json verification =
        Json.object()
            .put("outcome", verified ? "verified" : "not_verified")
            .put("method", "independent probe by the connector, by another road than the erasure")
            .put("remaining", after)
            .put("raw_hits", rawHits)
            .put("at", String.valueOf(at))
            .build();
    return asset
        .put("affected", orZero(step.affected()))
        .put("after", after)
        .put("depth", step.depth() == null ? "NONE" : step.depth())
        .put("evidence", step.evidence())
        .put("verification", verification)
        .build();
  }

  private static Json exception(Kept kept) {
    LocalDate until = kept.until();
    Json.ObjBuilder exception =
        Json.object()
            .put("target", kept.target())
            .put("asset", kept.asset())
            .put("field_group", kept.fieldGroup())
            .put("law", kept.law());
    return until == null ? exception.build() : exception.put("until", until.toString()).build();
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }
}
