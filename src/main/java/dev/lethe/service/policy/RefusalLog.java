package dev.lethe.service.policy;

import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.web.ProblemType;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells the audit log what was refused: the first refusal of a kind at once, those that follow in
 * one entry a minute, so that a caller that goes on asking does not fill the log.
 */
@ApplicationScoped
class RefusalLog {
  private static final Logger LOG = Logger.getLogger(RefusalLog.class);
  private static final Duration BETWEEN_ENTRIES = Duration.ofMinutes(1);
  private static final int MOST_FIELDS = 20;

  private final AuditService audit;
  private final InstantSource clock;
  private final Map<Kind, Tally> tallies = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("token-refusals").factory());

  RefusalLog(AuditService audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  private record Kind(String caller, String operation, ProblemType why) {}

  private static final class Tally {
    private volatile Instant written = Instant.MIN;
    private long calls;
    private long values;
    private final TreeSet<String> fields = new TreeSet<>();
  }

  void start(@Observes StartupEvent event) {
    long seconds = BETWEEN_ENTRIES.toSeconds();
    timer.scheduleWithFixedDelay(this::writeDue, seconds, seconds, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
    tallies.forEach(this::write);
  }

  /**
   * Counts a call of which so many values were refused.
   *
   * @param fields names that the policy itself uses; others could hold anything
   */
  void note(
      Requester who, String operation, ProblemType why, long values, Collection<String> fields) {
    var kind = new Kind(who.id(), operation, why);
    tallies.compute(
        kind,
        (_, known) -> {
          var tally = known == null ? new Tally() : known;
          tally.calls++;
          tally.values += values;
          fields.stream().limit(MOST_FIELDS).forEach(tally.fields::add);
          return tally;
        });
    writeDue();
  }

  private void writeDue() {
    var due = clock.instant().minus(BETWEEN_ENTRIES);
    tallies.forEach((kind, tally) -> {
      if (!tally.written.isAfter(due)) {
        write(kind, tally);
      }
    });
  }

  private void write(Kind kind, Tally seen) {
    tallies.computeIfPresent(
        kind,
        (_, tally) -> {
          if (tally != seen) {
            return tally;
          }
          if (tally.calls == 0) {
            return null;
          }
          return append(kind, tally);
        });
  }

  private Tally append(Kind kind, Tally tally) {
    try {
      audit.append(event(kind, tally));
      var next = new Tally();
      next.written = clock.instant();
      return next;
    } catch (RuntimeException e) {
      // The refusal stands; it is told with the next entry.
      LOG.errorf("a refusal could not be logged: %s", e.getClass().getName());
      return tally;
    }
  }

  private static AuditEvent event(Kind kind, Tally tally) {
    return new AuditEvent(
        "tokens.refused",
        kind.caller(),
        Map.of(
            "operation", kind.operation(),
            "why", kind.why().uri().toString(),
            "calls", tally.calls,
            "values", tally.values,
            "fields", List.copyOf(tally.fields)));
  }
}
