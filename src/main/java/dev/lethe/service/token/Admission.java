package dev.lethe.service.token;

import dev.lethe.service.token.Budget.Answer;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.InterruptedIOException;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * How much may be in work at once before the vault. A call takes as much as its body is long, from
 * before it is read until its answer is gone, and is refused at once where that is not there. A
 * stream takes one of the places for streams as long as it lasts, and waits before each of its
 * batches, so that it becomes slower. One caller gets half of either at most.
 */
@ApplicationScoped
class Admission {
  private static final Logger LOG = Logger.getLogger(Admission.class);
  private static final long RETRY_AFTER_SECONDS = 1;

  /** What a call costs beside its body, so that many small ones are bounded too. */
  private static final long CALL_BYTES = 4 * 1024;

  private final long total;
  private final Budget bytes;
  private final Budget streams;
  private final MeterRegistry meters;

  Admission(
      @ConfigProperty(name = "lethe.tokens.in-flight-bytes", defaultValue = "33554432") long total,
      @ConfigProperty(name = "lethe.tokens.streams", defaultValue = "16") int places,
      MeterRegistry meters) {
    if (total < 2L * (Limits.BODY_BYTES + CALL_BYTES) || places < 2) {
      throw new IllegalArgumentException(
          "lethe.tokens.in-flight-bytes must be at least "
              + 2L * (Limits.BODY_BYTES + CALL_BYTES)
              + " and lethe.tokens.streams at least 2");
    }
    this.total = total;
    this.bytes = new Budget(total, total / 2);
    this.streams = new Budget(places, places / 2);
    this.meters = meters;
    meters.gauge("lethe.tokens.in.flight.bytes", bytes, Budget::used);
    meters.gauge("lethe.tokens.waiting.batches", bytes, Budget::waiting);
    meters.gauge("lethe.tokens.streams", streams, Budget::used);
  }

  /** Made at the start, so that wrong settings end it and the metrics are there. */
  void start(@Observes StartupEvent event) {
    LOG.debugf("At most %d bytes of calls and batches in work at once", total);
  }

  /** What was admitted; closing it once gives it back. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /** Admits a call whose body has so many bytes, or refuses it. */
  Place call(String caller, long bodyBytes) {
    long amount = bodyBytes + CALL_BYTES;
    check(bytes.take(caller, amount), "call");
    return () -> bytes.give(caller, amount);
  }

  /** Admits a stream, or refuses it. */
  Place stream(String caller) {
    check(streams.take(caller, 1), "stream");
    return () -> streams.give(caller, 1);
  }

  /** Waits until a batch of a stream can be worked on. */
  Place batch(long batchBytes) throws InterruptedIOException {
    long amount = Math.min(batchBytes + CALL_BYTES, total);
    try {
      bytes.await(amount);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The service stops.");
    }
    return () -> bytes.release(amount);
  }

  private void check(Answer answer, String kind) {
    switch (answer) {
      case TAKEN -> {}
      case CALLER_FULL -> {
        refused(kind, "caller");
        throw busy(
            ProblemType.TOO_MANY_REQUESTS, "You have as much in work as one caller may have.");
      }
      case FULL -> {
        refused(kind, "service");
        throw busy(ProblemType.OVERLOADED, "As much is in work as this process takes on.");
      }
    }
  }

  private void refused(String kind, String by) {
    meters.counter("lethe.tokens.refused", "kind", kind, "by", by).increment();
  }

  private static ProblemException busy(ProblemType type, String detail) {
    return new ProblemException(
        type, detail, Map.of(ProblemException.RETRY_AFTER, RETRY_AFTER_SECONDS));
  }
}
