package dev.lethe.service.fanout;

import dev.lethe.cryptovault.proof.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One step of an execution as stored: what was planned and what became of it. */
public record Step(
    String id,
    String request,
    String target,
    String asset,
    StepAction action,
    List<String> fields,
    Map<String, String> subjectKeyFields,
    @Nullable Long expected,
    StepState state,
    int attempts,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant retryAt,
    @Nullable String lastError,
    @Nullable Long before,
    @Nullable Long affected,
    @Nullable Long after,
    @Nullable Long rawHits,
    @Nullable String depth,
    Set<String> dataVersions,
    Json.Obj evidence,
    @Nullable Instant verifiedAt,
    List<Segment> segments) {

  /** A stretch of time that a step spent in one state; the last one is open while the step runs. */
  public record Segment(StepState state, Instant from, @Nullable Instant to) {}
}
