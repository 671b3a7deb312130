package dev.lethe.service.fanout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.service.database.LetheDatabase;
import dev.lethe.service.fanout.connector.ConnectorRegistry;
import dev.lethe.service.fanout.connector.Exported;
import dev.lethe.service.fanout.connector.Refused;
import dev.lethe.service.vault.Plain;
import dev.lethe.service.vault.VaultService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies people's rows out of a target and seals each person's share under the request's own key.
 */
@ApplicationScoped
class ExportHandler implements StageHandler {
  /** Bound into the sealed rows, so that they open as nothing else. */
  static final String FIELD = "request.export";

  private final ConnectorRegistry connectors;
  private final Batches batches;
  private final StepStore steps;
  private final LetheDatabase database;
  private final VaultService vault;
  private final ObjectMapper json;

  ExportHandler(
      ConnectorRegistry connectors,
      Batches batches,
      StepStore steps,
      LetheDatabase database,
      VaultService vault,
      ObjectMapper json) {
    this.connectors = connectors;
    this.batches = batches;
    this.steps = steps;
    this.database = database;
    this.vault = vault;
    this.json = json;
  }

  @Override
  public Set<Stage> stages() {
    return Set.of(Stage.EXPORT);
  }

  @Override
  public Recording perform(Work work) throws StageTrouble {
    Step asset = Batches.step(work.items().getFirst());
    Exported exported =
        connectors.connector(asset.target()).export(batches.of(work, work.batch(), Long.MAX_VALUE));
    return switch (exported) {
      case Refused refused -> throw Refusals.asTrouble(refused);
      case Exported.Rows rows -> seal(work, rows);
    };
  }

  private Recording seal(Work work, Exported.Rows rows) {
    List<Plain> plain = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    for (Work.Item item : work.items()) {
      List<Map<String, @Nullable Object>> own =
          rows.subjects().getOrDefault(item.execution().handle(), List.of());
      plain.add(new Plain(item.execution().caseKey(), FIELD, bytes(own)));
      counts.add(own.size());
    }
    List<byte[]> sealed = vault.seal(plain);
    return () -> {
      for (int i = 0; i < sealed.size(); i++) {
        record(Batches.step(work.items().get(i)), counts.get(i), sealed.get(i));
      }
    };
  }

  private void record(Step step, int count, byte[] sealed) {
    database.update(
        "insert into export_part (step, sealed) values (?, ?)"
            + " on conflict (step) do update set sealed = excluded.sealed",
        step.id(),
        sealed);
    steps.counted(step.id(), count, Set.of());
  }

  private byte[] bytes(List<Map<String, @Nullable Object>> rows) {
    try {
      return json.writeValueAsBytes(rows);
    } catch (JsonProcessingException e) {
      throw new FanoutStoreException("rows of an export have no JSON form", e);
    }
  }
}
