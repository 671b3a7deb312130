package dev.lethe.service.request;

import dev.lethe.service.fanout.DryRun;
import dev.lethe.service.fanout.Step;
import dev.lethe.service.request.RequestViews.SystemView;
import jakarta.enterprise.context.ApplicationScoped;

/** Shows steps at work. */
@ApplicationScoped
class SystemViews {
  private final DryRun targets;

  SystemViews(DryRun targets) {
    this.targets = targets;
  }

  SystemView of(Step step) {
    return new SystemView(
        step.id(),
        step.target(),
        step.asset(),
        targets.connectorKind(step.target()).orElse("lethe"),
        step.action(),
        step.state(),
        step.attempts(),
        step.startedAt(),
        step.endedAt(),
        step.segments(),
        step.before(),
        step.after(),
        step.depth(),
        step.lastError(),
        step.retryAt(),
        RequestViews.plain(step.evidence()));
  }
}
