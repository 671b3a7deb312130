package dev.lethe.service.fanout.connector.featurestore;

import dev.lethe.service.fanout.connector.AssetRef;
import dev.lethe.service.fanout.connector.ConnectorContractTest;
import dev.lethe.service.fanout.connector.SubjectKeys;
import dev.lethe.service.fanout.connector.featurestore.EntityKeys.TypedValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/**
 * The feature store keeps the facts of the port on a real Redis, single and composite keys
 * together.
 */
class FeatureStoreContractTest extends ConnectorContractTest {

  private final RedisFixture redis = new RedisFixture();
  private final EntityKeys keys = new EntityKeys("shop", 3);

  @Override
  protected Shop open() {
    redis.write(RedisFixture.VIEW, single("prf_alice00000000000000000000000"), "tea", 3, 12.5);
    redis.write(
        RedisFixture.VIEW, pair("prf_alice00000000000000000000000", "sku-*[1]?"), "x", 1, 1);
    redis.write(RedisFixture.VIEW, pair("prf_alice00000000000000000000000", "sku-2"), "y", 1, 1);
    redis.write(RedisFixture.VIEW, single("prf_bob0000000000000000000000000"), "coffee", 9, 40);
    redis.write(RedisFixture.VIEW, pair("prf_bob0000000000000000000000000", "sku-2"), "z", 1, 1);
    var asset =
        new AssetRef(
            "features",
            RedisFixture.VIEW,
            Map.of("profile", "customer_id"),
            List.of("avg_basket", "orders_90d", "last_category"),
            "erase");
    return new Shop(
        redis.connector(Map.of()),
        asset,
        subject("s-alice", "prf_alice00000000000000000000000"),
        3,
        "prf_alice",
        subject("s-bob", "prf_bob0000000000000000000000000"),
        2,
        "prf_bob",
        subject("s-nobody", "prf_nobody0000000000000000000000"),
        Map.of());
  }

  @AfterEach
  void close() {
    redis.close();
  }

  private static SubjectKeys subject(String handle, String profile) {
    return new SubjectKeys(handle, Map.of("profile", Set.of(profile)), Set.of());
  }

  private byte[] single(String profile) {
    return keys.encode(Map.of("customer_id", text(profile)));
  }

  private byte[] pair(String profile, String product) {
    return keys.encode(Map.of("customer_id", text(profile), "product_id", text(product)));
  }

  private static TypedValue text(String value) {
    return new TypedValue(2, value.getBytes(StandardCharsets.UTF_8));
  }
}
