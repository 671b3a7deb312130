package dev.lethe.service.fanout;

import dev.lethe.service.fanout.connector.AssetRef;
import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.Capability;
import dev.lethe.service.fanout.connector.Connector;
import dev.lethe.service.fanout.connector.ConnectorException;
import dev.lethe.service.fanout.connector.ConnectorRegistry;
import dev.lethe.service.fanout.connector.Located;
import dev.lethe.service.fanout.connector.Refused;
import dev.lethe.service.fanout.connector.SubjectKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Counts what a plan's steps would touch, without touching it. */
@ApplicationScoped
public class DryRun {
  private static final Logger LOG = Logger.getLogger(DryRun.class);

  private final ConnectorRegistry connectors;

  DryRun(ConnectorRegistry connectors) {
    this.connectors = connectors;
  }

  /** The steps with their counts, and what could not be counted, in words. */
  public record Counted(List<PlannedStep> steps, List<String> warnings) {}

  /** Returns whether a target is connected and can do this. */
  public boolean can(String target, Capability capability) {
    try {
      return connectors.connector(target).capabilities().contains(capability);
    } catch (ConnectorException e) {
      return false;
    }
  }

  /** Returns the kind of a target's connector. */
  public Optional<String> connectorKind(String target) {
    return connectors.kind(target);
  }

  /** Counts; models last, because they are found by the data versions that the others name. */
  public Counted count(List<PlannedStep> steps, Map<String, Set<String>> keys) {
    Set<String> versions = new HashSet<>();
    List<String> warnings = new ArrayList<>();
    List<PlannedStep> counted = new ArrayList<>();
    for (PlannedStep step : steps) {
      boolean now = step.action() == StepAction.ERASE || step.action() == StepAction.EXPORT;
      counted.add(now ? count(step, keys, versions, warnings) : step);
    }
    counted.replaceAll(
        step -> step.action() == StepAction.MARK ? count(step, keys, versions, warnings) : step);
    return new Counted(counted, warnings);
  }

  private PlannedStep count(
      PlannedStep step,
      Map<String, Set<String>> keys,
      Set<String> versions,
      List<String> warnings) {
    AssetRef asset =
        new AssetRef(
            step.target(),
            step.asset(),
            step.subjectKeyFields(),
            step.fields(),
            step.action().word());
    SubjectKeys subject = new SubjectKeys("subject", keys, Set.copyOf(versions));
    String id = "dry_" + UUID.randomUUID();
    Batch batch = new Batch(id, asset, List.of(subject), Long.MAX_VALUE, Map.of());
    return locate(step, batch, versions, warnings);
  }

  private PlannedStep locate(
      PlannedStep step, Batch batch, Set<String> versions, List<String> warnings) {
    String where = step.target() + "/" + step.asset();
    try {
      Connector connector = connectors.connector(step.target());
      switch (connector.locate(batch)) {
        case Refused refused -> warnings.add(where + " could not be counted: " + refused.detail());
        case Located.Found found -> {
          found.subjects().values().forEach(count -> versions.addAll(count.dataVersions()));
          return step.expecting(found.total());
        }
      }
    } catch (ConnectorException e) {
      warnings.add(where + " could not be counted: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.warnf("Dry run in %s: %s", where, Traces.of(e));
      warnings.add(where + " could not be counted.");
    }
    return step;
  }
}
