package dev.lethe.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes tokens of single values by calls of many: a call goes out when it is full or when its first
 * value has waited long enough. Whoever asks faster than Lethe answers waits until there is room.
 * Safe for many threads; calls are repeated as {@link LetheApi} does, which is harmless, because a
 * token that nobody got guards nothing.
 */
public final class TokenClient implements AutoCloseable {
  private static final String PATH = "/api/v1/tokens";
  private static final Duration SEEN_TO_BE_CLOSED = Duration.ofMillis(100);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LetheApi api;
  private final Settings settings;
  private final BlockingQueue<Waiting> queue;
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean closed;

  /** Begins to work for whoever asks. */
  public TokenClient(LetheApi api, Settings settings) {
    this.api = api;
    this.settings = settings;
    this.queue = new ArrayBlockingQueue<>(settings.waiting());
    for (int i = 0; i < settings.calls(); i++) {
      callers.execute(this::work);
    }
  }

  /**
   * How much goes together.
   *
   * @param batch values a call at most; Lethe takes 10,000
   * @param linger how long the first value of a call waits for others
   * @param waiting values that may wait; who asks for more waits
   * @param calls calls at once
   */
  public record Settings(int batch, Duration linger, int waiting, int calls) {
    public static final Settings USUAL = new Settings(1_000, Duration.ofMillis(5), 20_000, 3);
  }

  /**
   * A value of a profile.
   *
   * @param field the field class that the token is bound to
   * @param suite null for the catalog's choice
   */
  public record Value(String profile, String field, @Nullable Integer suite, String value) {
    /** Names no value. */
    @Override
    public String toString() {
      return "Value[" + profile + ", " + field + "]";
    }
  }

  /** What became of a value. */
  public sealed interface Outcome {
    /** Its token. */
    record Token(String text) implements Outcome {}

    /**
     * Why it has none; another value of the same call may have one.
     *
     * @param type the problem's type, such as {@code urn:lethe:problem:key-destroyed}
     */
    record Refused(String type, String detail) implements Outcome {}
  }

  /** A value in the queue. */
  private record Waiting(Value value, CompletableFuture<Outcome> outcome) {}

  /**
   * Asks for a token; waits while too many others do. What comes back fails with {@link
   * ApiException} when the call as a whole failed for good.
   *
   * @throws IllegalStateException when this client was closed
   */
  public CompletableFuture<Outcome> token(Value value) throws InterruptedException {
    var waiting = new Waiting(value, new CompletableFuture<>());
    while (!closed) {
      if (queue.offer(waiting, SEEN_TO_BE_CLOSED.toMillis(), TimeUnit.MILLISECONDS)) {
        if (closed && queue.remove(waiting)) {
          break;
        }
        return waiting.outcome();
      }
    }
    throw new IllegalStateException("the client is closed");
  }

  private void work() {
    try {
      for (var call = next(); !call.isEmpty(); call = next()) {
        send(call);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The values of the next call; none once the client is closed and nobody waits. */
  private List<Waiting> next() throws InterruptedException {
    var call = new ArrayList<Waiting>();
    var one = queue.poll();
    while (one == null && !closed) {
      one = queue.poll(SEEN_TO_BE_CLOSED.toMillis(), TimeUnit.MILLISECONDS);
    }
    long until = System.nanoTime() + settings.linger().toNanos();
    while (one != null) {
      call.add(one);
      queue.drainTo(call, settings.batch() - call.size());
      boolean full = call.size() == settings.batch();
      one = full ? null : queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
    return call;
  }

  private void send(List<Waiting> call) {
    try {
      var answers = api.post(PATH, body(call)).path("items");
      if (answers.size() != call.size()) {
        throw new ApiException("Lethe answered another number of items.");
      }
      for (int i = 0; i < call.size(); i++) {
        call.get(i).outcome().complete(outcome(answers.get(i)));
      }
    } catch (ApiException | RuntimeException e) {
      call.forEach(waiting -> waiting.outcome().completeExceptionally(e));
    }
  }

  private static ObjectNode body(List<Waiting> call) {
    var body = JSON.createObjectNode();
    var items = body.putArray("items");
    for (var waiting : call) {
      var value = waiting.value();
      var item = items.addObject().put("profile", value.profile()).put("field", value.field());
      if (value.suite() != null) {
        item.put("suite", value.suite());
      }
      item.put("value", value.value());
    }
    return body;
  }

  private static Outcome outcome(JsonNode answer) {
    if (answer.hasNonNull("token")) {
      return new Outcome.Token(answer.path("token").asText());
    }
    var problem = answer.path("problem");
    return new Outcome.Refused(problem.path("type").asText(), problem.path("detail").asText());
  }

  /** Takes no more values, and returns once every one that waits has its outcome. */
  @Override
  public void close() {
    closed = true;
    callers.close();
    queue.forEach(waiting ->
        waiting.outcome().completeExceptionally(new IllegalStateException("the client is closed")));
  }
}
