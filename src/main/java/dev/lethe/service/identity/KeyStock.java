package dev.lethe.service.identity;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.vault.RotationService;
import dev.lethe.service.vault.VaultService;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Data keys made ahead, because one change of the key pages makes hundreds as fast as one. Keys in
 * stock when the process ends are never used: they guard nothing. Those that a rotation of old keys
 * would give successors are thrown away: a profile that it has passed must not get one.
 */
@ApplicationScoped
class KeyStock {
  private static final Logger LOG = Logger.getLogger(KeyStock.class);
  private static final int MADE_AHEAD = 1_024;

  /** Fewer than this are filled up while they are handed out. */
  private static final int LOW = 512;

  /** How often a rotation's waiting time the stock looks whether there is a rotation. */
  private static final int LOOKS = 10;

  private final IntFunction<List<KeyId>> maker;
  private final Supplier<Optional<Instant>> bound;
  private final InstantSource clock;
  private final Duration betweenLooks;
  private final Queue<Spare> stock = new ArrayDeque<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("key-stock").factory());
  private boolean asked;
  private @Nullable Instant lookedAt;
  private @Nullable Instant oldest;

  @Inject
  KeyStock(
      VaultService vault,
      RotationService rotations,
      InstantSource clock,
      @ConfigProperty(name = "lethe.keys.rotation-waits", defaultValue = "PT5M")
          Duration rotationWaits) {
    this(
        count -> opened(vault, count),
        rotations::newestBound,
        clock,
        rotationWaits.dividedBy(LOOKS));
  }

  /**
   * One that takes its keys from elsewhere.
   *
   * @param bound the moment that no key handed out may be older than, if there is one
   * @param betweenLooks how old what {@code bound} says may be
   */
  KeyStock(
      IntFunction<List<KeyId>> maker,
      Supplier<Optional<Instant>> bound,
      InstantSource clock,
      Duration betweenLooks) {
    this.maker = maker;
    this.bound = bound;
    this.clock = clock;
    this.betweenLooks = betweenLooks;
  }

  /** A key, and a moment before it was made. */
  private record Spare(KeyId key, Instant madeAfter) {}

  /** Fresh keys, durable and never given out before. */
  synchronized List<KeyId> take(int count) {
    throwOldAway();
    if (stock.size() < count) {
      stock.addAll(made(count));
    }
    var keys = new ArrayList<KeyId>(count);
    for (int i = 0; i < count; i++) {
      keys.add(stock.remove().key());
    }
    if (stock.size() < LOW && !asked) {
      asked = true;
      thread.execute(this::fillUp);
    }
    return keys;
  }

  private void throwOldAway() {
    var now = clock.instant();
    var last = lookedAt;
    if (last == null || Duration.between(last, now).abs().compareTo(betweenLooks) >= 0) {
      oldest = bound.get().orElse(null);
      lookedAt = now;
    }
    var limit = oldest;
    if (limit != null) {
      stock.removeIf(spare -> spare.madeAfter().isBefore(limit));
    }
  }

  private void fillUp() {
    try {
      var more = made(MADE_AHEAD);
      synchronized (this) {
        stock.addAll(more);
      }
    } catch (RuntimeException e) {
      // Whoever finds the stock empty makes keys, and meets the cause.
      LOG.warnf("no keys made ahead: %s", e.getClass().getName());
    } finally {
      synchronized (this) {
        asked = false;
      }
    }
  }

  private List<Spare> made(int count) {
    var before = clock.instant();
    return maker.apply(count).stream().map(key -> new Spare(key, before)).toList();
  }

  /** Opened at once, many together, because sealing with them comes next. */
  private static List<KeyId> opened(VaultService vault, int count) {
    var keys = vault.createKeys(count);
    vault.states(keys);
    return keys;
  }

  void stop(@Observes ShutdownEvent event) {
    thread.shutdownNow();
  }
}
