package dev.lethe.bench.feature;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** The feature view {@code customer_stats} of the Feast project {@code shop} in Redis. */
public final class FeatureStore implements AutoCloseable {
  private static final String PROJECT = "shop";
  private static final String VIEW = "customer_stats";
  private static final String JOIN_KEY = "customer_id";

  private final Jedis redis;

  /** Connects to this Redis. */
  public FeatureStore(URI uri) {
    redis = new Jedis(uri);
  }

  /** What the view holds of a customer. */
  public record Stats(double averageBasket, long orders, String lastCategory) {}

  /** Writes one view row per profile, as Feast materialises it. */
  public void write(Map<String, Stats> byProfile, Instant at) {
    try (Pipeline pipeline = redis.pipelined()) {
      byProfile.forEach((profile, stats) -> pipeline.hset(key(profile), row(stats, at)));
      pipeline.sync();
    }
  }

  /**
   * How many of the profiles have a key: by asking for each key, and once more by walking over
   * every key of the store, whichever finds more.
   */
  public long keys(Collection<String> profiles) {
    long asked = profiles.stream().filter(profile -> redis.exists(key(profile))).count();
    return Math.max(asked, walked(profiles));
  }

  private long walked(Collection<String> profiles) {
    Set<String> found = new HashSet<>();
    ScanParams count = new ScanParams().count(2000);
    byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
    do {
      ScanResult<byte[]> page = redis.scan(cursor, count);
      for (byte[] key : page.getResult()) {
        String text = new String(key, StandardCharsets.ISO_8859_1);
        profiles.stream().filter(text::contains).forEach(found::add);
      }
      cursor = page.getCursorAsBytes();
    } while (!new String(cursor, StandardCharsets.US_ASCII).equals("0"));
    return found.size();
  }

  private static byte[] key(String profile) {
    return FeastKey.of(PROJECT, JOIN_KEY, profile);
  }

  private static Map<byte[], byte[]> row(Stats stats, Instant at) {
    Map<byte[], byte[]> row = new HashMap<>();
    row.put(FeastKey.field(VIEW, "avg_basket"), FeastValue.of(stats.averageBasket()));
    row.put(FeastKey.field(VIEW, "orders_90d"), FeastValue.of(stats.orders()));
    row.put(FeastKey.field(VIEW, "last_category"), FeastValue.of(stats.lastCategory()));
    row.put(FeastKey.utf8("_ts:" + VIEW), FeastValue.of(at));
    return row;
  }

  @Override
  public void close() {
    redis.close();
  }
}
