package dev.lethe.service.fanout;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.proof.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request's execution as stored. */
public record Execution(
    String request,
    ExecutionKind kind,
    String handle,
    Stage stage,
    boolean withdrawn,
    @Nullable String customer,
    KeyId caseKey,
    byte[] sourceKeys,
    int profileCount,
    Instant approvedAt,
    Json.Obj report,
    List<ExecutionOrder.SubjectProfile> profiles) {

  /** Returns the keys of the person's profiles. */
  public List<KeyId> keys() {
    return profiles.stream().map(ExecutionOrder.SubjectProfile::key).toList();
  }
}
