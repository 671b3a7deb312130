package dev.lethe.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.database.Sql;
import dev.lethe.service.testing.LetheTest;
import io.agroal.api.AgroalDataSource;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The feed under writers that commit in another order than they began. */
@LetheTest
class ChangeFeedTest {
  private static final int WRITERS = 6;
  private static final int EACH = 60;

  private final AgroalDataSource database;
  private final CustomerChangeFeed feed;

  ChangeFeedTest(AgroalDataSource database, CustomerChangeFeed feed) {
    this.database = database;
    this.feed = feed;
  }

  @Test
  void nothingIsMissedWhateverCommitsWhen() throws Exception {
    var marker = "feed-test-" + UUID.randomUUID();
    var start = end();
    var writing = new AtomicBoolean(true);
    try (var pool = Executors.newFixedThreadPool(WRITERS + 2)) {
      var follower = pool.submit(() -> follow(start, marker, writing, 7));
      var hasty = pool.submit(() -> follow(start, marker, writing, 500));
      var writers = new ArrayList<Callable<Integer>>();
      for (var w = 0; w < WRITERS; w++) {
        var seed = w;
        writers.add(() -> write(marker, new Random(seed)));
      }
      var written = 0;
      for (var done : pool.invokeAll(writers)) {
        written += done.get();
      }
      writing.set(false);
      assertThat(written).isEqualTo(WRITERS * EACH);
      for (var seen : List.of(follower.get(), hasty.get())) {
        assertThat(seen).hasSize(written).doesNotHaveDuplicates().isSorted();
      }
      assertThat(follower.get()).isEqualTo(hasty.get());
    }
  }

  private long end() {
    var at = 0L;
    for (var page = feed.after(at, 500); !page.isEmpty(); page = feed.after(at, 500)) {
      at = page.getLast().position();
    }
    return at;
  }

  /** Places of the test's own events, as one who only ever goes forward sees them. */
  private List<Long> follow(long start, String marker, AtomicBoolean writing, int limit) {
    var seen = new ArrayList<Long>();
    var at = start;
    while (true) {
      var last = !writing.get();
      var page = feed.after(at, limit);
      for (var event : page) {
        assertThat(event.position()).isEqualTo(at + 1);
        at = event.position();
        if (event.kind().equals(marker)) {
          seen.add(event.position());
        }
      }
      if (page.isEmpty() && last) {
        return seen;
      }
    }
  }

  /** Transactions that write at once and then dawdle before they commit. */
  private int write(String marker, Random random) throws SQLException, InterruptedException {
    var written = 0;
    while (written < EACH) {
      try (var connection = database.getConnection()) {
        connection.setAutoCommit(false);
        var count = Math.min(EACH - written, 1 + random.nextInt(4));
        for (var i = 0; i < count; i++) {
          new Sql(connection)
              .update(
                  "insert into customer_event (at, kind, customer_id) values (?, ?, ?)",
                  Instant.EPOCH,
                  marker,
                  new UUID(0, random.nextLong()));
          Thread.sleep(random.nextInt(4));
        }
        connection.commit();
        written += count;
      }
    }
    return written;
  }
}
