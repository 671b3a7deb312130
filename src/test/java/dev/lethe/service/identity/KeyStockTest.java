package dev.lethe.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.cryptovault.KeyId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys made ahead, of which none may be older than a rotation allows. */
class KeyStockTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private volatile Instant now = START;
  private volatile @Nullable Instant bound;
  private final InstantSource clock = () -> now;
  private final SecureRandom random = new SecureRandom();
  private final Map<KeyId, Instant> madeAt = new ConcurrentHashMap<>();

  @Test
  void noKeyOlderThanTheNewestRotationAllowsIsHandedOut() {
    var stock = stock(Duration.ZERO);
    assertThat(stock.take(2_000)).hasSize(2_000).doesNotHaveDuplicates();
    stock.take(1);
    for (int round = 1; round <= 50; round++) {
      now = START.plusSeconds(round);
      bound = now;
      for (var key : stock.take(10)) {
        assertThat(madeAt.get(key)).isEqualTo(now);
      }
    }
  }

  @Test
  void theNewestRotationIsLookedForAsOftenAsPromised() {
    var stock = stock(Duration.ofSeconds(30));
    stock.take(600);
    bound = START.plusSeconds(5);
    now = START.plusSeconds(30);
    assertThat(stock.take(600)).allSatisfy(key -> assertThat(madeAt.get(key)).isEqualTo(now));
  }

  private KeyStock stock(Duration betweenLooks) {
    return new KeyStock(this::make, () -> Optional.ofNullable(bound), clock, betweenLooks);
  }

  private List<KeyId> make(int count) {
    var keys = Stream.generate(() -> KeyId.random(random)).limit(count).toList();
    keys.forEach(key -> madeAt.put(key, now));
    return keys;
  }
}
