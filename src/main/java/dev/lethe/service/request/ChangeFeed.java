package dev.lethe.service.request;

import dev.lethe.service.database.LetheDatabase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells which requests changed, on whichever node: it looks at the table rather than at this
 * process. A change is told once, at most half a second after it committed; times overlap, so that
 * a slow transaction is not missed.
 */
@ApplicationScoped
class ChangeFeed {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration OVERLAP = Duration.ofSeconds(15);

  private final LetheDatabase database;
  private final InstantSource clock;

  ChangeFeed(LetheDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A request and its new version. */
  record Change(String id, long version) {
    /** As it goes over the wire. */
    OutboundSseEvent event(Sse sse) {
      return sse.newEventBuilder()
          .name("changed")
          .mediaType(MediaType.APPLICATION_JSON_TYPE)
          .data(Change.class, this)
          .build();
    }
  }

  /** Follows one request, or all when it is null; begins with what changed just before. */
  Multi<Change> follow(@Nullable String request) {
    return Multi.createFrom()
        .deferred(() -> {
          Map<String, Long> told = new ConcurrentHashMap<>();
          return Multi.createFrom()
              .ticks()
              .every(PAUSE)
              .onOverflow()
              .drop()
              .emitOn(Infrastructure.getDefaultWorkerPool())
              .onItem()
              .transformToIterable(_ -> fresh(request, told))
              .filter(change -> isNew(change, told));
        });
  }

  private static boolean isNew(Change change, Map<String, Long> told) {
    Long before = told.put(change.id(), change.version());
    return before == null || before != change.version();
  }

  private List<Change> fresh(@Nullable String request, Map<String, Long> told) {
    Instant since = clock.instant().minus(OVERLAP);
    List<Change> changes =
        request == null
            ? read("select id, version from request where updated_at > ?", since)
            : read(
                "select id, version from request where updated_at > ? and id = ?", since, request);
    if (changes.isEmpty()) {
      told.clear();
    }
    return changes;
  }

  private List<Change> read(String query, Object... arguments) {
    return database.list(row -> new Change(row.getString(1), row.getLong(2)), query, arguments);
  }
}
