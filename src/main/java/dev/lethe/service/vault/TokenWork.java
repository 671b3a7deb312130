package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyDestroyedException;
import dev.lethe.cryptovault.KeyFrozenException;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.UnknownKeyException;
import dev.lethe.cryptovault.token.BlindIndex;
import dev.lethe.cryptovault.token.InvalidTokenException;
import dev.lethe.cryptovault.token.KeyGroups;
import dev.lethe.cryptovault.token.OpenedKey;
import dev.lethe.cryptovault.token.TokenCipher;
import dev.lethe.cryptovault.token.TokenV1;
import dev.lethe.service.vault.KeyCache.Usable;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Seals and opens batches, grouped by key because setting a key up is what costs. */
@ApplicationScoped
class TokenWork {
  private final KeyCache cache;
  private final Tenant tenant;
  private final SecureRandom random;
  private final Queue<TokenCipher> idle = new ConcurrentLinkedQueue<>();

  TokenWork(KeyCache cache, VaultConfig config, SecureRandom random) {
    this.cache = cache;
    this.tenant = new Tenant(config.tenant());
    this.random = random;
  }

  /** Seals every value of the batch whose key can be used. */
  void seal(CipherBatch batch) {
    int room = batch.sealedBytes(TokenCipher::tokenLength);
    cache.using(
        batch.keys(),
        () ->
            withCipher(cipher -> {
              batch.each(
                  room,
                  (i, key, in, out) -> {
                    cipher.seal(batch.suite(i), key, batch.field(i), in, out);
                    return CipherBatch.Outcome.DONE;
                  });
              return batch;
            }));
  }

  /** Opens every token of the batch that is genuine and whose key can be used. */
  void open(CipherBatch batch) {
    cache.using(
        batch.keys(),
        () ->
            withCipher(cipher -> {
              batch.each(
                  batch.bytes(), (i, key, in, out) -> open(cipher, key, batch.field(i), in, out));
              return batch;
            }));
  }

  private static CipherBatch.Outcome open(
      TokenCipher cipher, OpenedKey key, String field, ByteBuffer token, ByteBuffer values) {
    try {
      cipher.open(key, field, token, values);
      return CipherBatch.Outcome.DONE;
    } catch (InvalidTokenException e) {
      return CipherBatch.Outcome.INVALID;
    }
  }

  List<Opened> open(List<Sealed> items) {
    var groups = KeyGroups.of(items.stream().map(Sealed::key).toList());
    return cache.using(
        groups.keys(),
        keys ->
            withCipher(cipher -> {
              var opened = new Opened[items.size()];
              eachPlace(groups, keys, (key, i) -> opened[i] = open(cipher, key, items.get(i)));
              return Arrays.asList(opened);
            }));
  }

  private static Opened open(TokenCipher cipher, Usable usable, Sealed item) {
    return switch (usable) {
      case Usable.Open(OpenedKey key) -> open(cipher, key, item);
      case Usable.Frozen _ -> new Opened.Frozen();
      case Usable.Destroyed _ -> new Opened.Destroyed();
      case Usable.Unknown _ -> new Opened.Invalid();
    };
  }

  private static Opened open(TokenCipher cipher, OpenedKey key, Sealed item) {
    try {
      return new Opened.Value(cipher.open(key, item.fieldClass(), TokenV1.parse(item.token())));
    } catch (InvalidTokenException e) {
      return new Opened.Invalid();
    }
  }

  List<KeyState> states(List<KeyId> ids) {
    return cache.using(
        new HashSet<>(ids), keys -> ids.stream().map(id -> state(find(keys, id))).toList());
  }

  private static KeyState state(Usable usable) {
    return switch (usable) {
      case Usable.Open _ -> KeyState.ACTIVE;
      case Usable.Frozen _ -> KeyState.FROZEN;
      case Usable.Destroyed _ -> KeyState.DESTROYED;
      case Usable.Unknown _ -> KeyState.UNKNOWN;
    };
  }

  List<byte[]> fingerprints(KeyId id, String domain, List<String> values) {
    return cache.using(
        List.of(id),
        keys -> {
          var index = new BlindIndex().under(require(id, find(keys, id)));
          var fingerprints = new ArrayList<byte[]>(values.size());
          for (var value : values) {
            fingerprints.add(index.of(domain, value));
          }
          index.forget();
          return fingerprints;
        });
  }

  private static OpenedKey require(KeyId id, Usable usable) {
    return switch (usable) {
      case Usable.Open(OpenedKey key) -> key;
      case Usable.Frozen _ -> throw new KeyFrozenException(id);
      case Usable.Destroyed _ -> throw new KeyDestroyedException(id);
      case Usable.Unknown _ -> throw new UnknownKeyException(id);
    };
  }

  /** Work on one item of a batch. */
  private interface Place {
    void work(Usable key, int index);
  }

  private static void eachPlace(KeyGroups groups, Map<KeyId, Usable> keys, Place place) {
    for (int g = 0; g < groups.keys().size(); g++) {
      var usable = find(keys, groups.keys().get(g));
      for (int index : groups.places().get(g)) {
        place.work(usable, index);
      }
    }
  }

  private static Usable find(Map<KeyId, Usable> keys, KeyId id) {
    return keys.getOrDefault(id, new Usable.Unknown());
  }

  private <T> T withCipher(Function<TokenCipher, T> work) {
    var pooled = idle.poll();
    var cipher = pooled == null ? new TokenCipher(tenant, random) : pooled;
    try {
      return work.apply(cipher);
    } finally {
      cipher.forget();
      idle.add(cipher);
    }
  }
}
