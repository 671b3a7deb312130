package dev.lethe.service.fanout;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.service.vault.KeyExport.HeldCopy;
import dev.lethe.service.vault.KeyExportService;
import dev.lethe.service.vault.KeyImportService;
import dev.lethe.service.vault.ShredOutcome;
import dev.lethe.service.vault.VaultService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Destroys all data keys that the people of a batch ever had in one go. */
@ApplicationScoped
class ShredHandler implements StageHandler {
  private final VaultService vault;
  private final KeyExportService exports;
  private final KeyImportService imports;
  private final ExecutionStore executions;

  ShredHandler(
      VaultService vault,
      KeyExportService exports,
      KeyImportService imports,
      ExecutionStore executions) {
    this.vault = vault;
    this.exports = exports;
    this.imports = imports;
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
    if (outcome.shredded() + outcome.alreadyShredded() != vault.ring(keys).size()) {
      throw StageTrouble.passing("The vault has not confirmed every key.");
    }
    return () -> work.items().forEach(item -> record(item.execution(), outcome));
  }

  private void record(Execution execution, ShredOutcome outcome) {
    int all = vault.ring(execution.keys()).size();
    var keys =
        Json.object()
            .put("shredded", all)
            .put("former", all - execution.keys().size())
            .put("logical_at", outcome.logicalAt().toString())
            .put("final_at", outcome.finalAt().toString())
            .put("first_tombstone", outcome.firstTombstone())
            .put("last_tombstone", outcome.lastTombstone());
    int imported = imports.imported(execution.keys());
    if (imported > 0) {
      keys.put("imported", imported);
    }
    var held = exports.heldCopies(execution.keys());
    if (!held.isEmpty()) {
      keys.put("held_copies", Json.array(held.stream().map(ShredHandler::heldCopy).toList()));
    }
    executions.report(execution.request(), Json.object().put("keys", keys.build()).build());
  }

  /** A copy that left before: what was sealed under these keys can still be opened there. */
  private static Json heldCopy(HeldCopy copy) {
    return Json.object()
        .put("export", copy.id().toString())
        .put("hold", Objects.requireNonNullElse(copy.hold(), ""))
        .put("exported_at", copy.exportedAt().toString())
        .put("expires_at", copy.expiresAt().toString())
        .put("keys", copy.keys())
        .build();
  }
}
