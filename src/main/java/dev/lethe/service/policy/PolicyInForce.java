package dev.lethe.service.policy;

import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The token policy in force, at hand for every call. A new version is followed twice a second; when
 * it could not be asked for too long whether there is one, nothing is allowed any more.
 */
@ApplicationScoped
class PolicyInForce {
  private static final Logger LOG = Logger.getLogger(PolicyInForce.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final PolicyStore store;
  private final long longestUnheard;
  private final LongSupplier nanos;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("token-policy").factory());
  private volatile @Nullable Held held;

  @Inject
  PolicyInForce(
      PolicyStore store,
      @ConfigProperty(name = "lethe.tokens.policy-unheard-at-most", defaultValue = "PT30S")
          Duration longestUnheard) {
    this(store, longestUnheard, System::nanoTime);
  }

  PolicyInForce(PolicyStore store, Duration longestUnheard, LongSupplier nanos) {
    this.store = store;
    this.longestUnheard = longestUnheard.toNanos();
    this.nanos = nanos;
  }

  /** A version that was in force at a moment of this process's own clock, perhaps still is. */
  record Held(long version, TokenPolicy policy, long nanos) {}

  void start(@Observes StartupEvent event) {
    look();
    timer.scheduleWithFixedDelay(
        this::lookQuietly,
        BETWEEN_LOOKS.toMillis(),
        BETWEEN_LOOKS.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdownNow();
  }

  /**
   * The policy as it was half a second ago or later, while the database answers.
   *
   * @throws ProblemException {@code unavailable}, when nothing was heard for too long
   */
  Held current() {
    var known = held;
    if (known == null || nanos.getAsLong() - known.nanos() > longestUnheard) {
      throw new ProblemException(
          ProblemType.UNAVAILABLE, "What the token policy allows is not known now.");
    }
    return known;
  }

  /** Asks for the newest version now. */
  synchronized void look() {
    long asked = nanos.getAsLong();
    long newest = store.newest();
    var known = held;
    held =
        known != null && known.version() == newest
            ? new Held(newest, known.policy(), asked)
            : new Held(
                newest, PolicyReader.read(store.find(newest).orElseThrow().document()), asked);
  }

  private void lookQuietly() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.errorf("the token policy could not be read: %s", e.getClass().getName());
    }
  }
}
