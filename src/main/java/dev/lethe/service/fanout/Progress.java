package dev.lethe.service.fanout;

import dev.lethe.service.fanout.BatchStore.Claim;
import dev.lethe.service.fanout.TaskStore.Member;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves steps and executions on as batches begin, settle or fail; always inside the engine's
 * transaction.
 */
@ApplicationScoped
class Progress {
  private final ExecutionStore executions;
  private final StepStore steps;
  private final TaskStore tasks;
  private final AuditService audit;
  private final FanoutConfig config;
  private final Instance<ExecutionListener> listeners;

  Progress(
      ExecutionStore executions,
      StepStore steps,
      TaskStore tasks,
      AuditService audit,
      FanoutConfig config,
      Instance<ExecutionListener> listeners) {
    this.executions = executions;
    this.steps = steps;
    this.tasks = tasks;
    this.audit = audit;
    this.config = config;
    this.listeners = listeners;
  }

  /**
   * Holds the executions of a batch; always in the same order, so that two batches never wait for
   * each other.
   */
  void lock(List<Member> members) {
    members.stream().map(Member::request).distinct().sorted().forEach(executions::lock);
  }

  void working(Claim claim, List<Member> members, Instant now) {
    move(claim, members, StepState.WORKING, now, null, null);
  }

  void retrying(Claim claim, List<Member> members, Instant now, Instant next, String reason) {
    move(claim, members, StepState.RETRYING, now, reason, next);
  }

  void parked(Claim claim, List<Member> members, Instant now, String reason) {
    move(claim, members, StepState.NEEDS_PERSON, now, reason, null);
    for (Member member : members) {
      audit.append(
          new AuditEvent("step.parked", AuditEvent.SYSTEM, member.request(), facts(claim, member)));
      if (executions.find(member.request()).filter(Execution::withdrawn).isPresent()) {
        tasks.cancelIdle(member.request());
        advance(member.request(), now);
      }
    }
  }

  void settled(Claim claim, List<Member> members, Instant now) {
    move(claim, members, after(claim.stage()), now, null, null);
    for (Member member : members) {
      audit.append(
          new AuditEvent(
              "step." + claim.stage().word(),
              AuditEvent.SYSTEM,
              member.request(),
              facts(claim, member)));
      advance(member.request(), now);
    }
  }

  private static Map<String, Object> facts(Claim claim, Member member) {
    String step = member.step();
    return step == null
        ? Map.of("batch", claim.batch(), "stage", claim.stage().word(), "attempt", claim.attempt())
        : Map.of(
            "batch", claim.batch(),
            "stage", claim.stage().word(),
            "attempt", claim.attempt(),
            "step", step,
            "asset", claim.lane());
  }

  private static StepState after(Stage stage) {
    return switch (stage) {
      case LOCATE, LOCATE_MODELS -> StepState.WAITING;
      case VERIFY -> StepState.VERIFIED;
      default -> StepState.DONE;
    };
  }

  private void move(
      Claim claim,
      List<Member> members,
      StepState state,
      Instant now,
      @Nullable String error,
      @Nullable Instant retryAt) {
    for (Member member : members) {
      for (Step step : shown(claim.stage(), member)) {
        steps.move(step.id(), state, now, error, retryAt);
      }
      tell(listener -> listener.changed(member.request()));
    }
  }

  private List<Step> shown(Stage stage, Member member) {
    String step = member.step();
    if (step != null) {
      return List.of(steps.get(step));
    }
    Optional<StepAction> action = stage.shownAs();
    return action.isEmpty()
        ? List.of()
        : steps.of(member.request()).stream().filter(s -> s.action() == action.get()).toList();
  }

  /** Enters the first stage of an execution that was just stored. */
  void begin(Execution execution, Instant now) {
    if (execution.kind() == ExecutionKind.ACCESS) {
      tell(listener -> listener.beginsExecution(execution.request()));
    }
    if (!createTasks(execution, execution.stage(), now)) {
      advance(execution.request(), now);
    }
  }

  /** Enters the next stage once nothing of the current one is open. */
  void advance(String request, Instant now) {
    Execution execution = executions.lock(request).orElseThrow();
    Stage stage = execution.stage();
    if (tasks.anyOpen(request, stage)) {
      return;
    }
    Optional<Stage> next = following(execution, stage);
    while (next.isPresent()) {
      leave(request, stage, next.get());
      stage = next.get();
      executions.enter(request, stage);
      if (createTasks(execution, stage, now)) {
        return;
      }
      next = stage.next(execution.kind());
    }
    executions.end(request, now);
  }

  private static Optional<Stage> following(Execution execution, Stage stage) {
    return execution.withdrawn() && stage != Stage.UNDO
        ? Optional.of(Stage.UNDO)
        : stage.next(execution.kind());
  }

  private void leave(String request, Stage stage, Stage next) {
    if (next == Stage.UNDO) {
      return;
    }
    if (stage == Stage.FREEZE) {
      tell(listener -> listener.frozen(request));
    }
    if (next == Stage.SHRED) {
      tell(listener -> listener.beginsExecution(request));
    }
    if (next == Stage.VERIFY) {
      tell(listener -> listener.beginsChecks(request));
    }
  }

  private boolean createTasks(Execution execution, Stage stage, Instant now) {
    String request = execution.request();
    if (stage.actions().isEmpty()) {
      tasks.insert(request, null, stage, stage.lane(request, "", ""), now, now);
      return true;
    }
    boolean any = false;
    for (Step step : steps.of(request)) {
      if (stage.actions().contains(step.action())) {
        String lane = stage.lane(request, step.target(), step.asset());
        tasks.insert(request, step.id(), stage, lane, now.plus(config.gather()), now);
        any = true;
      }
    }
    return any;
  }

  private void tell(java.util.function.Consumer<ExecutionListener> news) {
    listeners.forEach(news);
  }
}
