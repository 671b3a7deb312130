package dev.lethe.service.fanout;

import dev.lethe.service.fanout.BatchStore.Claim;
import dev.lethe.service.fanout.connector.ConnectorException;
import dev.lethe.service.vault.VaultSealedException;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes batches through their stages. A batch is claimed in one transaction (the intent), worked on
 * outside of any, and settled in a second one that only its owner can commit; whatever is cut off
 * in between is taken over by the next worker under the same batch id.
 */
@ApplicationScoped
class Engine {
  private static final Logger LOG = Logger.getLogger(Engine.class);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final BatchStore batches;
  private final TaskStore tasks;
  private final ExecutionStore executions;
  private final StepStore steps;
  private final Progress progress;
  private final FanoutConfig config;
  private final InstantSource clock;
  private final Map<Stage, StageHandler> handlers = new EnumMap<>(Stage.class);

  Engine(
      BatchStore batches,
      TaskStore tasks,
      ExecutionStore executions,
      StepStore steps,
      Progress progress,
      FanoutConfig config,
      InstantSource clock,
      @All List<StageHandler> handlers) {
    this.batches = batches;
    this.tasks = tasks;
    this.executions = executions;
    this.steps = steps;
    this.progress = progress;
    this.config = config;
    this.clock = clock;
    for (StageHandler handler : handlers) {
      handler.stages().forEach(stage -> this.handlers.put(stage, handler));
    }
  }

  /** Claims one batch for this owner, if there is anything to do. */
  Optional<Claim> claim(String owner) {
    return QuarkusTransaction.requiringNew().call(() -> claimNow(owner));
  }

  private Optional<Claim> claimNow(String owner) {
    Instant now = clock.instant();
    Instant lease = now.plus(config.lease());
    Optional<Claim> claim = batches.takeOver(owner, now, lease).or(() -> gather(owner, now, lease));
    claim.ifPresent(c -> progress.working(c, tasks.members(c.batch()), now));
    return claim;
  }

  private Optional<Claim> gather(String owner, Instant now, Instant lease) {
    return batches.waiting(now).flatMap(waiting -> open(waiting, owner, now, lease));
  }

  private Optional<Claim> open(
      BatchStore.Waiting waiting, String owner, Instant now, Instant lease) {
    int limit = waiting.solo() ? 1 : config.batchSize();
    Optional<Claim> claim = batches.open(waiting, owner, now, lease);
    if (claim.isEmpty()) {
      return claim;
    }
    Claim opened = claim.get();
    if (tasks.join(opened.batch(), opened.lane(), opened.stage(), limit, now) == 0) {
      batches.end(opened, "split", now, null);
      return Optional.empty();
    }
    return claim;
  }

  /** Does the work of a claimed batch and settles it. */
  void run(Claim claim) {
    try {
      StageHandler.Recording recording = perform(claim);
      QuarkusTransaction.requiringNew().run(() -> settle(claim, recording));
    } catch (StageTrouble trouble) {
      fail(claim, words(trouble), trouble.retryable());
    } catch (ConnectorException trouble) {
      fail(claim, words(trouble), trouble.retryable());
    } catch (VaultSealedException sealed) {
      postpone(claim);
    } catch (RuntimeException unforeseen) {
      // Its text may quote a value, so only the class is kept.
      String name = unforeseen.getClass().getSimpleName();
      LOG.errorf("Stage %s of batch %s: %s", claim.stage(), claim.batch(), Traces.of(unforeseen));
      fail(claim, "Something unexpected went wrong (" + name + ").", true);
    }
  }

  private static String words(Exception trouble) {
    return Objects.requireNonNullElse(trouble.getMessage(), "No reason was given.");
  }

  private StageHandler.Recording perform(Claim claim) throws StageTrouble {
    if (claim.attempt() > config.attempts()) {
      throw StageTrouble.needsPerson("The work was cut off again and again.");
    }
    StageHandler handler = handlers.get(claim.stage());
    if (handler == null) {
      throw StageTrouble.needsPerson("Nothing here can do the stage " + claim.stage().word() + ".");
    }
    return handler.perform(work(claim));
  }

  private Work work(Claim claim) {
    return QuarkusTransaction.requiringNew()
        .call(() -> {
          List<Work.Item> items = new ArrayList<>();
          for (TaskStore.Member member : tasks.members(claim.batch())) {
            Execution execution = executions.find(member.request()).orElseThrow();
            String step = member.step();
            items.add(
                new Work.Item(
                    member.id(),
                    execution,
                    step == null ? null : steps.get(step),
                    member.recount()));
          }
          return new Work(claim.batch(), claim.stage(), claim.attempt(), clock.instant(), items);
        });
  }

  private void settle(Claim claim, StageHandler.Recording recording) {
    if (!batches.stillMine(claim)) {
      return;
    }
    Instant now = clock.instant();
    List<TaskStore.Member> members = tasks.members(claim.batch());
    progress.lock(members);
    recording.write();
    tasks.settle(claim.batch());
    batches.end(claim, "done", now, null);
    progress.settled(claim, members, now);
  }

  /** Tries again later without counting the attempt: a sealed vault says nothing about the work. */
  private void postpone(Claim claim) {
    QuarkusTransaction.requiringNew()
        .run(() -> {
          if (batches.stillMine(claim)) {
            Instant now = clock.instant();
            Instant next = now.plus(config.backOff());
            List<TaskStore.Member> members = tasks.members(claim.batch());
            progress.lock(members);
            batches.postpone(claim, next);
            progress.retrying(claim, members, now, next, "The vault is sealed.");
          }
        });
  }

  private void fail(Claim claim, String reason, boolean retryable) {
    QuarkusTransaction.requiringNew()
        .run(() -> {
          if (batches.stillMine(claim)) {
            failNow(claim, reason, retryable);
          }
        });
  }

  private void failNow(Claim claim, String reason, boolean retryable) {
    Instant now = clock.instant();
    List<TaskStore.Member> members = tasks.members(claim.batch());
    progress.lock(members);
    if (retryable && claim.attempt() < config.attempts()) {
      Instant next = now.plus(pause(claim.attempt()));
      batches.retryAt(claim, next, reason);
      progress.retrying(claim, members, now, next, reason);
    } else if (members.size() > 1) {
      // One member may be what stops all; each is tried alone before a person is asked.
      batches.end(claim, "split", now, reason);
      tasks.split(claim.batch(), now);
    } else {
      batches.end(claim, "parked", now, reason);
      tasks.park(claim.batch());
      progress.parked(claim, members, now, reason);
    }
  }

  private Duration pause(int attempt) {
    Duration pause = config.backOff().multipliedBy(1L << Math.min(attempt - 1, 20));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
