package dev.lethe.service.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.database.SqlWork;
import dev.lethe.service.testing.LogCapture;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the vault does again and again goes on whatever is thrown, and tells no foreign text. */
class VaultSchedulesTest {
  private static final Duration PAUSE = Duration.ofMillis(1);
  private static final String MARK = "jane@example.org";
  private static final List<RuntimeException> THROWN =
      List.of(
          new IllegalStateException(MARK),
          new NullPointerException(MARK),
          new VaultStoreException("the database is away", new SQLException(MARK)));

  private final AtomicInteger times = new AtomicInteger();
  private final CountDownLatch thrice = new CountDownLatch(3 * THROWN.size());

  private RuntimeException next() {
    thrice.countDown();
    return THROWN.get(times.getAndIncrement() % THROWN.size());
  }

  @Test
  void keepingTheVaultInOrderGoesOnAfterAnyException() throws InterruptedException {
    try (var log = new LogCapture()) {
      var thread = Executors.newSingleThreadScheduledExecutor();
      try {
        VaultKeeper.every(
            PAUSE,
            thread,
            () -> {
              throw next();
            });
        assertThat(thrice.await(1, TimeUnit.MINUTES)).isTrue();
      } finally {
        thread.shutdownNow();
        thread.close();
      }
      assertThat(log.text())
          .contains("kept in order: java.lang.IllegalStateException")
          .contains("kept in order: java.lang.NullPointerException")
          .contains("kept in order: the database is away")
          .doesNotContain(MARK);
    }
  }

  @Test
  void sweepingStoredTokensGoesOnAfterAnyException() throws SQLException, InterruptedException {
    try (var log = new LogCapture();
        var nowhere = VaultDatabases.connect("jdbc:postgresql://127.0.0.1:1/nowhere")) {
      var sweep = new StoredTokenSweep(failing(nowhere), new SimpleMeterRegistry(), 10, PAUSE);
      sweep.start(new StartupEvent());
      assertThat(thrice.await(1, TimeUnit.MINUTES)).isTrue();
      sweep.stop(new ShutdownEvent());
      assertThat(log.text())
          .contains("could not be deleted: java.lang.IllegalStateException")
          .contains("could not be deleted: java.lang.NullPointerException")
          .contains("could not be deleted: " + VaultStoreException.class.getName())
          .doesNotContain(MARK);
    }
  }

  private VaultDatabase failing(AgroalDataSource nowhere) {
    return new VaultDatabase(nowhere) {
      @Override
      <T> T atOnce(SqlWork<T> work) {
        throw next();
      }
    };
  }
}
