package dev.lethe.service.fanout;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.vault.SuppressionService;
import dev.lethe.service.vault.VaultService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Hides people everywhere we serve, and takes that back after a withdrawal. */
@ApplicationScoped
class FreezeHandler implements StageHandler {
  private final VaultService vault;
  private final SuppressionService suppression;
  private final SourceKeys sourceKeys;

  FreezeHandler(VaultService vault, SuppressionService suppression, SourceKeys sourceKeys) {
    this.vault = vault;
    this.suppression = suppression;
    this.sourceKeys = sourceKeys;
  }

  @Override
  public Set<Stage> stages() {
    return Set.of(Stage.FREEZE, Stage.UNDO);
  }

  @Override
  public Recording perform(Work work) throws StageTrouble {
    boolean freeze = work.stage() == Stage.FREEZE;
    for (Work.Item item : work.items()) {
      Execution execution = item.execution();
      if (execution.kind() == ExecutionKind.ERASE) {
        suppress(execution, freeze);
      }
    }
    List<KeyId> keys =
        work.items().stream()
            .filter(item -> item.execution().kind() == ExecutionKind.ERASE)
            .flatMap(item -> item.execution().keys().stream())
            .toList();
    if (freeze) {
      vault.freeze(keys);
    } else {
      vault.thaw(keys);
    }
    return () -> {};
  }

  private void suppress(Execution execution, boolean on) throws StageTrouble {
    for (var known : sourceKeys.open(execution).entrySet()) {
      if (!on) {
        suppression.takeBack(known.getKey(), known.getValue(), execution.request());
      } else if (!suppression.suppress(known.getKey(), known.getValue(), execution.request())) {
        throw StageTrouble.needsPerson("What this request suppressed was lifted or taken back.");
      }
    }
  }
}
