package dev.lethe.service.policy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Tells operators by metric and log that callers are stopped and wait for a second person. */
@ApplicationScoped
class RevealWatch {
  private static final Logger LOG = Logger.getLogger(RevealWatch.class);
  private static final long SECONDS_BETWEEN_LOOKS = 10;

  private final RevealStops stops;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("reveal-watch").factory());
  private volatile long stopped;

  RevealWatch(RevealStops stops, MeterRegistry meters) {
    this.stops = stops;
    Gauge.builder("lethe.reveals.stopped", () -> stopped)
        .description("Callers whose reveals are stopped until a second person lifts that")
        .register(meters);
  }

  void start(@Observes StartupEvent event) {
    timer.scheduleWithFixedDelay(this::look, 0, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
  }

  private void look() {
    try {
      long now = stops.open();
      if (now > stopped) {
        LOG.errorf("Alarm: the reveals of %d callers are stopped", now);
      }
      stopped = now;
    } catch (RuntimeException e) {
      LOG.errorf("stopped callers could not be counted: %s", e.getClass().getName());
    }
  }
}
