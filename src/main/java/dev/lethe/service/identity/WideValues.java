package dev.lethe.service.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Blocking values that were seen to have more holders than an arrival looks at, so that the next
 * one need not ask. They are asked about again after a while: holders may have been erased.
 */
@ApplicationScoped
class WideValues {
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int MOST = 500_000;

  private final InstantSource clock;
  private final Set<Long> values = ConcurrentHashMap.newKeySet();
  private volatile Instant since = Instant.MIN;

  WideValues(InstantSource clock) {
    this.clock = clock;
  }

  boolean contains(long value) {
    return values.contains(value) && !old(clock.instant());
  }

  void add(long value) {
    var now = clock.instant();
    if (values.size() >= MOST || old(now)) {
      values.clear();
      since = now;
    }
    values.add(value);
  }

  private boolean old(Instant now) {
    return now.isAfter(since.plus(KEPT));
  }
}
