package dev.lethe.service.policy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How fast each caller tokenizes on this node. Nodes do not ask each other: that would cost more
 * than tokenizing does.
 */
@ApplicationScoped
class NodeRates {
  private static final Duration DRAINED = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Cache<Key, Bucket> buckets =
      Caffeine.newBuilder().expireAfterAccess(DRAINED).build();

  NodeRates(InstantSource clock) {
    this.clock = clock;
  }

  private record Key(String caller, String rule) {}

  /** Takes all of the values or none, and throws then. */
  void take(String caller, String rule, long values, long perMinute) {
    if (values > perMinute) {
      throw TooMany.atOnce(perMinute);
    }
    Instant now = clock.instant();
    buckets
        .asMap()
        .compute(
            new Key(caller, rule),
            (_, known) -> {
              var bucket = (known == null ? Bucket.EMPTY : known).drained(now, perMinute);
              if (!bucket.hasRoom(values, perMinute)) {
                throw TooMany.perMinute(perMinute, bucket.secondsUntilRoom(values, perMinute));
              }
              return bucket.plus(values);
            });
  }
}
