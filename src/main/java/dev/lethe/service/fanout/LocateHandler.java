package dev.lethe.service.fanout;

import dev.lethe.service.fanout.connector.ConnectorRegistry;
import dev.lethe.service.fanout.connector.Located;
import dev.lethe.service.fanout.connector.Located.SubjectCount;
import dev.lethe.service.fanout.connector.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;

/**
 * Counts what a target holds, before anything irreversible. A count far above the approved plan's
 * stops and asks: then the plan was approved for something else.
 */
@ApplicationScoped
class LocateHandler implements StageHandler {
  private final ConnectorRegistry connectors;
  private final Batches batches;
  private final StepStore steps;

  LocateHandler(ConnectorRegistry connectors, Batches batches, StepStore steps) {
    this.connectors = connectors;
    this.batches = batches;
    this.steps = steps;
  }

  @Override
  public Set<Stage> stages() {
    return Set.of(Stage.LOCATE, Stage.LOCATE_MODELS);
  }

  @Override
  public Recording perform(Work work) throws StageTrouble {
    Step asset = Batches.step(work.items().getFirst());
    Located located =
        connectors.connector(asset.target()).locate(batches.of(work, work.batch(), Long.MAX_VALUE));
    return switch (located) {
      case Refused refused -> throw Refusals.asTrouble(refused);
      case Located.Found found -> {
        for (Work.Item item : work.items()) {
          guard(item, count(found.subjects(), item).count());
        }
        yield () -> work.items().forEach(item -> record(item, count(found.subjects(), item)));
      }
    };
  }

  private void guard(Work.Item item, long found) throws StageTrouble {
    Long expected = Batches.step(item).expected();
    // A person has looked at the count when they sent a stopped step back to work.
    if (expected != null && !item.recount() && found > batches.guard(expected)) {
      throw StageTrouble.needsPerson(
          "Found " + found + " records where the plan expected " + expected + ".");
    }
  }

  private void record(Work.Item item, SubjectCount count) {
    steps.counted(Batches.step(item).id(), count.count(), count.dataVersions());
  }

  private static SubjectCount count(Map<String, SubjectCount> counts, Work.Item item) {
    return counts.getOrDefault(item.execution().handle(), new SubjectCount(0, Set.of()));
  }
}
