package dev.lethe.service.fanout;

import dev.lethe.service.fanout.connector.AssetRef;
import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.SubjectKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Translates work into the connectors' language. */
@ApplicationScoped
class Batches {
  private final StepStore steps;
  private final FanoutConfig config;

  Batches(StepStore steps, FanoutConfig config) {
    this.steps = steps;
    this.config = config;
  }

  /** Returns the step of an item of a stage that works on steps. */
  static Step step(Work.Item item) {
    return Objects.requireNonNull(item.step(), "a task of a target has a step");
  }

  /** Returns the connectors' batch; all items are about one asset. */
  Batch of(Work work, String id, long maxRows) {
    Step first = step(work.items().getFirst());
    AssetRef asset =
        new AssetRef(
            first.target(),
            first.asset(),
            first.subjectKeyFields(),
            first.fields(),
            first.action().word());
    List<SubjectKeys> subjects = work.items().stream().map(this::subject).toList();
    return new Batch(id, asset, subjects, maxRows, options(work, first));
  }

  /** Returns the guard: so many rows may be touched when this many were found. */
  long guard(long found) {
    return (long) Math.ceil(found * config.guardFactor()) + config.guardSlack();
  }

  private Map<String, String> options(Work work, Step step) {
    return step.action() == StepAction.MARK
        ? Map.of(
            "deadline",
            work.items()
                .getFirst()
                .execution()
                .approvedAt()
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(config.retrainDays())
                .toString())
        : Map.of();
  }

  private SubjectKeys subject(Work.Item item) {
    Execution execution = item.execution();
    Set<String> profiles =
        execution.profiles().stream()
            .map(ExecutionOrder.SubjectProfile::profile)
            .collect(Collectors.toSet());
    String customer = execution.customer();
    Map<String, Set<String>> keys =
        customer == null
            ? Map.of("profile", profiles)
            : Map.of("profile", profiles, "customer", Set.of(customer));
    return new SubjectKeys(execution.handle(), keys, dataVersions(item));
  }

  private Set<String> dataVersions(Work.Item item) {
    if (step(item).action() != StepAction.MARK) {
      return Set.of();
    }
    Set<String> versions = new HashSet<>();
    for (Step step : steps.of(item.execution().request())) {
      versions.addAll(step.dataVersions());
    }
    return versions;
  }
}
