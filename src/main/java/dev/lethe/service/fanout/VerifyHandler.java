package dev.lethe.service.fanout;

import dev.lethe.service.fanout.connector.Connector;
import dev.lethe.service.fanout.connector.ConnectorRegistry;
import dev.lethe.service.fanout.connector.Erased;
import dev.lethe.service.fanout.connector.Refused;
import dev.lethe.service.fanout.connector.Verified;
import dev.lethe.service.proof.JsonFacts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Probes a target until nothing is left. What came back in the meantime, by a late writer, is
 * erased again under an id of its own before the next probe.
 */
@ApplicationScoped
class VerifyHandler implements StageHandler {
  private final ConnectorRegistry connectors;
  private final Batches batches;
  private final StepStore steps;

  VerifyHandler(ConnectorRegistry connectors, Batches batches, StepStore steps) {
    this.connectors = connectors;
    this.batches = batches;
    this.steps = steps;
  }

  @Override
  public Set<Stage> stages() {
    return Set.of(Stage.VERIFY);
  }

  @Override
  public Recording perform(Work work) throws StageTrouble {
    Step asset = Batches.step(work.items().getFirst());
    Connector connector = connectors.connector(asset.target());
    return switch (connector.verify(batches.of(work, work.batch(), Long.MAX_VALUE))) {
      case Refused refused -> throw Refusals.asTrouble(refused);
      case Verified.Probed probed when probed.clean() ->
          () -> work.items().forEach(item -> record(item, probed, work));
      case Verified.Probed probed -> throw again(work, connector, probed);
    };
  }

  private StageTrouble again(Work work, Connector connector, Verified.Probed probed) {
    long left = probed.subjects().values().stream().mapToLong(Long::longValue).sum();
    String id = work.batch() + "." + work.attempt();
    Erased erased = connector.erase(batches.of(work, id, batches.guard(left)));
    if (erased instanceof Refused refused) {
      return Refusals.asTrouble(refused);
    }
    return StageTrouble.passing(
        "The probe still found " + left + " records and " + probed.rawHits() + " raw hits.");
  }

  private void record(Work.Item item, Verified.Probed probed, Work work) {
    steps.probed(
        Batches.step(item).id(),
        probed.subjects().getOrDefault(item.execution().handle(), 0L),
        probed.rawHits(),
        probed.depth().name(),
        JsonFacts.object(probed.evidence()),
        work.at());
  }
}
