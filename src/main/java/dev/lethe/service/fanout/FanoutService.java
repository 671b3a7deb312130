package dev.lethe.service.fanout;

import dev.lethe.service.database.LetheDatabase;
import dev.lethe.service.vault.Opened;
import dev.lethe.service.vault.Sealed;
import dev.lethe.service.vault.VaultService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries approved plans out, durably: once {@link #start} has committed, the execution reaches its
 * end or a person, whatever happens to this process.
 */
@ApplicationScoped
public class FanoutService {
  private final ExecutionStore executions;
  private final StepStore steps;
  private final TaskStore tasks;
  private final Progress progress;
  private final Dispatcher dispatcher;
  private final LetheDatabase database;
  private final VaultService vault;
  private final InstantSource clock;

  FanoutService(
      ExecutionStore executions,
      StepStore steps,
      TaskStore tasks,
      Progress progress,
      Dispatcher dispatcher,
      LetheDatabase database,
      VaultService vault,
      InstantSource clock) {
    this.executions = executions;
    this.steps = steps;
    this.tasks = tasks;
    this.progress = progress;
    this.dispatcher = dispatcher;
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  /** Rows that one step exported; opened, so never to be logged. */
  public record ExportPart(Step step, byte[] rows) {
    @Override
    public String toString() {
      return "ExportPart[" + step.id() + "]";
    }
  }

  /** How many steps of a request are in each state. */
  public record StepCounts(Map<StepState, Integer> byState) {
    /** Returns the count of a state. */
    public int of(StepState state) {
      return byState.getOrDefault(state, 0);
    }

    /** Returns the count of all. */
    public int total() {
      return byState.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * Stores an approved plan for execution; joins the caller's transaction. Call {@link #wake} after
   * it.
   */
  @Transactional
  public void start(ExecutionOrder order) {
    Instant now = clock.instant();
    executions.insert(order, Stage.first(order.kind()), now);
    steps.insert(order.request(), order.steps(), now);
    progress.begin(executions.lock(order.request()).orElseThrow(), now);
  }

  /**
   * Holds an execution for the rest of the caller's transaction, so that it cannot move on
   * meanwhile.
   */
  @Transactional
  public void hold(String request) {
    executions.lock(request);
  }

  /**
   * Stops an execution that can still be taken back, and takes it back; joins the caller's
   * transaction.
   */
  @Transactional
  public void withdraw(String request) {
    Optional<Execution> execution = executions.lock(request);
    if (execution.isEmpty()) {
      return;
    }
    if (!execution.get().stage().reversible()) {
      throw new IllegalStateException("an irreversible execution cannot be withdrawn");
    }
    executions.withdraw(request);
    tasks.cancelIdle(request);
    progress.advance(request, clock.instant());
  }

  /** Sends a step that waits for a person back to work; false if it does not wait. */
  @Transactional
  public boolean retry(String request, String step) {
    executions.lock(request);
    Instant now = clock.instant();
    boolean sent = tasks.unpark(request, step, now);
    if (sent) {
      steps.move(step, StepState.WAITING, now, null, null);
    }
    return sent;
  }

  /** Looks for work at once; call it when the transaction that made the work has committed. */
  public void wake() {
    dispatcher.wake();
  }

  /** Returns an execution, if the request has one. */
  @Transactional
  public Optional<Execution> execution(String request) {
    return executions.find(request);
  }

  /** Returns the steps of a request in the plan's order; empty before its approval. */
  @Transactional
  public List<Step> steps(String request) {
    return steps.of(request);
  }

  /** Returns how the steps of these requests stand. */
  @Transactional
  public Map<String, StepCounts> counts(Collection<String> requests) {
    Map<String, Map<StepState, Integer>> counts = new HashMap<>();
    database.list(
        row ->
            counts
                .computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                .put(StepState.of(row.getString(2)), row.getInt(3)),
        "select request, state, count(*) from step where request = any(?) group by request, state",
        (Object) requests.toArray(String[]::new));
    Map<String, StepCounts> result = new HashMap<>();
    counts.forEach((request, states) -> result.put(request, new StepCounts(states)));
    return result;
  }

  /** Opens what the steps of an access request exported. */
  public List<ExportPart> exports(Execution execution) throws StageTrouble {
    List<ExportPart> parts = new ArrayList<>();
    for (Step step : steps.of(execution.request())) {
      Optional<byte[]> sealed =
          database.one(
              row -> row.getBytes(1), "select sealed from export_part where step = ?", step.id());
      if (sealed.isPresent()) {
        Sealed token = new Sealed(execution.caseKey(), ExportHandler.FIELD, sealed.get());
        if (!(vault.open(List.of(token)).getFirst() instanceof Opened.Value(byte[] rows))) {
          throw StageTrouble.needsPerson("The request's own key is no longer usable.");
        }
        parts.add(new ExportPart(step, rows));
      }
    }
    return parts;
  }

  /** Deletes what was exported, once the package holds it; joins the caller's transaction. */
  @Transactional
  public void dropExports(String request) {
    database.update(
        "delete from export_part where step in (select id from step where request = ?)", request);
  }
}
