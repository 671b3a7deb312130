package dev.lethe.service.fanout;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.lethe.service.fanout.BatchStore.Claim;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds due work and gives it to virtual threads. The durable scheduler looks regularly, whatever
 * happened to the process; a wake-up after a change only spares the wait.
 */
@ApplicationScoped
public class Dispatcher {
  private static final Logger LOG = Logger.getLogger(Dispatcher.class);

  /** The fewest that the scheduler allows. */
  private static final int MISSED_HEARTBEATS = 4;

  private final Engine engine;
  private final BatchStore batches;
  private final FanoutConfig config;
  private final InstantSource clock;
  private final AgroalDataSource dataSource;
  private final List<Recurring> chores;
  private final Set<String> owners = ConcurrentHashMap.newKeySet();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free;
  private @Nullable Scheduler scheduler;

  Dispatcher(
      Engine engine,
      BatchStore batches,
      FanoutConfig config,
      InstantSource clock,
      AgroalDataSource dataSource,
      @All List<Recurring> chores) {
    this.engine = engine;
    this.batches = batches;
    this.config = config;
    this.clock = clock;
    this.dataSource = dataSource;
    this.chores = chores;
    this.free = new Semaphore(config.workers());
  }

  /** Something to be done again and again, such as a sweep. */
  public interface Recurring {
    /** Does it once; must be harmless to repeat. */
    void run();
  }

  void start(@Observes StartupEvent event) {
    if (!config.enabled()) {
      return;
    }
    RecurringTask<Void> poll =
        Tasks.recurring("fanout-poll", FixedDelay.of(config.poll()))
            .execute((instance, context) -> tick());
    scheduler =
        Scheduler.create(dataSource, List.of())
            .startTasks(poll)
            .threads(2)
            .pollingInterval(config.poll())
            // A node killed while it polls holds the poll: the others take it over as they do its
            // batches.
            .heartbeatInterval(config.lease())
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .build();
    scheduler.start();
    workers.execute(this::keepLeases);
  }

  void stop(@Observes ShutdownEvent event) {
    if (scheduler != null) {
      scheduler.stop();
    }
    workers.shutdownNow();
  }

  /** Looks for work now. Call it after the transaction that made the work has committed. */
  public void wake() {
    if (config.enabled() && !workers.isShutdown()) {
      workers.execute(this::drain);
    }
  }

  private void tick() {
    chores.forEach(Dispatcher::attempt);
    wake();
  }

  private static void attempt(Recurring chore) {
    try {
      chore.run();
    } catch (RuntimeException e) {
      LOG.warnf("A chore failed and comes again: %s", Traces.of(e));
    }
  }

  private void drain() {
    while (free.tryAcquire()) {
      String owner = UUID.randomUUID().toString();
      Optional<Claim> claim = claim(owner);
      if (claim.isEmpty()) {
        free.release();
        return;
      }
      workers.execute(() -> work(claim.get()));
    }
  }

  private Optional<Claim> claim(String owner) {
    try {
      return engine.claim(owner);
    } catch (RuntimeException e) {
      LOG.warnf("No work could be claimed: %s", Traces.of(e));
      return Optional.empty();
    }
  }

  private void work(Claim claim) {
    owners.add(claim.owner());
    try {
      engine.run(claim);
    } catch (RuntimeException e) {
      LOG.warnf("Batch %s could not be settled: %s", claim.batch(), Traces.of(e));
    } finally {
      owners.remove(claim.owner());
      free.release();
    }
    wake();
  }

  private void keepLeases() {
    long pause = Math.max(100, config.lease().toMillis() / 3);
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(pause);
        renew();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew() {
    if (owners.isEmpty()) {
      return;
    }
    try {
      batches.heartbeat(owners, clock.instant().plus(config.lease()));
    } catch (RuntimeException e) {
      LOG.warnf("Leases could not be renewed: %s", Traces.of(e));
    }
  }
}
