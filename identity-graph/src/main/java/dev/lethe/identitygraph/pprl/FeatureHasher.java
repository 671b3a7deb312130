package dev.lethe.identitygraph.pprl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Double hashing of one feature's tokens under its own key: token {@code t} sets the positions
 * {@code (h1 + i * h2) mod 1024}, where h1 and h2 are the first two words of HMAC-SHA256(t). h2 is
 * made odd, so that no token's positions fall together. Remembers what it hashed; not thread-safe.
 */
final class FeatureHasher {

  private static final int MASK = Clk.LENGTH - 1;

  private static final int MOST_KNOWN = 100_000;

  private final Mac mac;
  private final Map<String, Long> known = new HashMap<>();

  FeatureHasher(SecretKey key) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }

  void add(String token, int positions, long[] filter) {
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    var both = known.computeIfAbsent(token, this::hash);
    var at = (int) (both >>> Integer.SIZE);
    var step = both.intValue() | 1;
    for (var i = 0; i < positions; i++) {
      Clk.set(filter, at & MASK);
      at += step;
    }
  }

  private long hash(String token) {
    return ByteBuffer.wrap(digest(token)).getLong();
  }

  byte[] digest(String text) {
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  void forget() {
    known.clear();
    mac.reset();
  }
}
