package dev.lethe.service.fanout;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.service.vault.ShredOutcome;
import dev.lethe.service.vault.VaultService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Destroys the data keys of all people of a batch in one go. */
@ApplicationScoped
class ShredHandler implements StageHandler {
  private final VaultService vault;
  private final ExecutionStore executions;

  ShredHandler(VaultService vault, ExecutionStore executions) {
    this.vault = vault;
    this.executions = executions;
  }

  @Override
  public Set<Stage> stages() {
    return Set.of(Stage.SHRED);
  }

  @Override
  public Recording perform(Work work) throws StageTrouble {
    List<KeyId> keys =
        work.items().stream().flatMap(item -> item.execution().keys().stream()).distinct().toList();
    ShredOutcome outcome = vault.shred(keys, "dsr_erasure");
    if (outcome.shredded() + outcome.alreadyShredded() != keys.size()) {
      throw StageTrouble.passing("The vault has not confirmed every key.");
    }
    return () -> work.items().forEach(item -> record(item.execution(), outcome));
  }

  private void record(Execution execution, ShredOutcome outcome) {
    executions.report(
        execution.request(),
        Json.object()
            .put(
                "keys",
                Json.object()
                    .put("shredded", execution.keys().size())
                    .put("logical_at", outcome.logicalAt().toString())
                    .put("final_at", outcome.finalAt().toString())
                    .put("first_tombstone", outcome.firstTombstone())
                    .put("last_tombstone", outcome.lastTombstone())
                    .build())
            .build());
  }
}
