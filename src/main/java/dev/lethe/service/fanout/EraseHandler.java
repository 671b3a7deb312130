package dev.lethe.service.fanout;

import dev.lethe.service.fanout.connector.Connector;
import dev.lethe.service.fanout.connector.ConnectorRegistry;
import dev.lethe.service.fanout.connector.Erased;
import dev.lethe.service.fanout.connector.Located;
import dev.lethe.service.fanout.connector.Refused;
import dev.lethe.service.proof.JsonFacts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Erases or marks in one target, never more than the count before allows. */
@ApplicationScoped
class EraseHandler implements StageHandler {
  private final ConnectorRegistry connectors;
  private final Batches batches;
  private final StepStore steps;

  EraseHandler(ConnectorRegistry connectors, Batches batches, StepStore steps) {
    this.connectors = connectors;
    this.batches = batches;
    this.steps = steps;
  }

  @Override
  public Set<Stage> stages() {
    return Set.of(Stage.ERASE);
  }

  @Override
  public Recording perform(Work work) throws StageTrouble {
    Step asset = Batches.step(work.items().getFirst());
    Connector connector = connectors.connector(asset.target());
    long maxRows = batches.guard(found(work, connector));
    return switch (connector.erase(batches.of(work, work.batch(), maxRows))) {
      case Refused refused -> throw Refusals.asTrouble(refused);
      case Erased.Done done -> () -> work.items().forEach(item -> record(item, done));
    };
  }

  private long found(Work work, Connector connector) throws StageTrouble {
    if (work.items().stream().noneMatch(Work.Item::recount)) {
      return work.items().stream().mapToLong(item -> orZero(Batches.step(item).before())).sum();
    }
    return switch (connector.locate(batches.of(work, work.batch(), Long.MAX_VALUE))) {
      case Refused refused -> throw Refusals.asTrouble(refused);
      case Located.Found found -> found.total();
    };
  }

  private void record(Work.Item item, Erased.Done done) {
    steps.erased(
        Batches.step(item).id(),
        done.subjects().getOrDefault(item.execution().handle(), 0L),
        done.depth().name(),
        JsonFacts.object(done.evidence()));
  }

  private static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }
}
