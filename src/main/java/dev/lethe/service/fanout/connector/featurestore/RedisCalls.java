package dev.lethe.service.fanout.connector.featurestore;

import dev.lethe.service.fanout.connector.ConnectorException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Blocking calls to one Redis, sent in pipelines; every trouble comes out as one that may pass. */
final class RedisCalls implements AutoCloseable {

  private static final int PIPELINE = 500;
  private static final int SCAN_STEP = 5_000;
  private static final long SECONDS = 30;

  private final String target;
  private final Redis redis;

  RedisCalls(String target, Vertx vertx, String uri) {
    this.target = target;
    this.redis = Redis.createClient(vertx, uri);
  }

  /** One answer per item, in order. */
  List<@Nullable Response> each(List<byte[]> keys, Function<byte[], Request> request) {
    List<@Nullable Response> answers = new ArrayList<>(keys.size());
    for (int from = 0; from < keys.size(); from += PIPELINE) {
      List<byte[]> part = keys.subList(from, Math.min(keys.size(), from + PIPELINE));
      answers.addAll(await(redis.batch(part.stream().map(request).toList())));
    }
    return answers;
  }

  @Nullable Response one(Request request) {
    return this.<@Nullable Response>await(redis.send(request));
  }

  /** Shows every key of the database at least once, unless it vanishes meanwhile. */
  void scan(Consumer<byte[]> seen) {
    String cursor = "0";
    do {
      Response page = one(Request.cmd(Command.SCAN).arg(cursor).arg("COUNT").arg(SCAN_STEP));
      if (page == null) {
        throw ConnectorException.transientTrouble(
            "feature store %s broke off".formatted(target), null);
      }
      cursor = page.get(0).toString();
      for (Response key : page.get(1)) {
        seen.accept(key.toBytes());
      }
    } while (!cursor.equals("0"));
  }

  private <T extends @Nullable Object> T await(Future<T> answer) {
    try {
      return answer.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException trouble) {
      Throwable cause = trouble.getCause() == null ? trouble : trouble.getCause();
      throw ConnectorException.transientTrouble(
          "feature store %s is in trouble: %s".formatted(target, cause.getClass().getSimpleName()),
          cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw ConnectorException.transientTrouble(
          "feature store %s was interrupted".formatted(target), stopped);
    }
  }

  @Override
  public void close() {
    redis.close();
  }
}
