package dev.lethe.service.fanout.connector.featurestore;

import dev.lethe.service.fanout.connector.TargetSettings;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import redis.embedded.RedisServer;

/** A real Redis with features in it as Feast writes them. */
final class RedisFixture implements AutoCloseable {

  static final String VIEW = "customer_stats";

  private static final RedisServer SERVER;
  private static final int PORT;
  private static final Vertx VERTX = Vertx.vertx();

  static {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PORT = free.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port", e);
    }
    try {
      SERVER =
          RedisServer.newRedisServer()
              .port(PORT)
              .setting("bind 127.0.0.1")
              .setting("save \"\"")
              .build();
      SERVER.start();
    } catch (IOException e) {
      throw new IllegalStateException("Redis for the tests did not start", e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(RedisFixture::stopServer));
  }

  private static void stopServer() {
    try {
      SERVER.stop();
    } catch (IOException e) {
      throw new IllegalStateException("Redis for the tests did not stop", e);
    }
  }

  final RedisCalls calls = new RedisCalls("features", VERTX, uri());

  static String uri() {
    return "redis://127.0.0.1:" + PORT;
  }

  static int port() {
    return PORT;
  }

  RedisFixture() {
    calls.one(Request.cmd(Command.FLUSHALL));
  }

  FeatureStoreConnector connector(Map<String, String> more) {
    return new FeatureStoreConnector(settings(more), VERTX);
  }

  static FeatureStoreSettings settings(Map<String, String> more) {
    var values = new HashMap<>(more);
    values.put("connector", "featurestore");
    values.put("redis-uri", uri());
    values.put("project", "shop");
    return FeatureStoreSettings.of(new TargetSettings("features", values));
  }

  /** Writes one entity of a view with a string feature, an integer and a double. */
  void write(String view, byte[] key, String category, long orders, double basket) {
    calls.one(
        Request.cmd(Command.HSET)
            .arg(key)
            .arg(FeatureField.of(view, "last_category"))
            .arg(Protobuf.string(2, category))
            .arg(FeatureField.of(view, "orders_90d"))
            .arg(Protobuf.integer(4, orders))
            .arg(FeatureField.of(view, "avg_basket"))
            .arg(Protobuf.real(5, basket))
            .arg(FeatureField.writtenAt(view))
            .arg(Protobuf.integer(1, 1_774_000_000L)));
  }

  long keys() {
    var size = calls.one(Request.cmd(Command.DBSIZE));
    Long count = size == null ? null : size.toLong();
    return count == null ? -1 : count;
  }

  /** Keys that are Feast's, not Lethe's own. */
  long featureKeys() {
    var found = new AtomicLong();
    var keys = new EntityKeys("shop", 3);
    calls.scan(key -> keys.decode(key).ifPresent(entity -> found.incrementAndGet()));
    return found.get();
  }

  @Override
  public void close() {
    calls.close();
  }
}
