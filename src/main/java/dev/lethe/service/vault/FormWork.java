package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.token.FormatCipher;
import dev.lethe.cryptovault.token.KeyGroups;
import dev.lethe.cryptovault.token.StoredTokenCipher;
import dev.lethe.cryptovault.token.StoredTokens;
import dev.lethe.service.vault.KeyCache.Usable;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;

/**
 * Makes and opens tokens of suites 3 and 4, a batch at a time, those of one key together. The
 * stored ones of a batch are found by one read and added by one insert, while the lease is held.
 */
@ApplicationScoped
class FormWork {
  private final KeyCache cache;
  private final Tenant tenant;
  private final SecureRandom random;
  private final StoredTokens store;
  private final Queue<FormCiphers> idle = new ConcurrentLinkedQueue<>();

  FormWork(KeyCache cache, VaultConfig config, SecureRandom random, StoredTokens store) {
    this.cache = cache;
    this.tenant = new Tenant(config.tenant());
    this.random = random;
    this.store = store;
  }

  /** The ciphers of one thread. */
  record FormCiphers(FormatCipher alike, StoredTokenCipher stored) {
    private void forget() {
      alike.forget();
      stored.forget();
    }
  }

  List<FormMade> make(List<FormOrder> orders) {
    var groups = KeyGroups.of(orders.stream().map(FormOrder::key).toList());
    return using(
        groups.keys(),
        (keys, ciphers) -> {
          var making = new FormMaking(orders, ciphers);
          eachPlace(groups, keys, making::take);
          return making.made();
        });
  }

  List<Opened> open(List<FormToken> tokens) {
    var groups = KeyGroups.of(tokens.stream().map(FormToken::key).toList());
    return using(
        groups.keys(),
        (keys, ciphers) -> {
          var opening = new FormOpening(tokens, ciphers);
          eachPlace(groups, keys, opening::take);
          return opening.opened();
        });
  }

  /** Work on one item of a batch. */
  private interface Place {
    void take(int index, Usable key);
  }

  private static void eachPlace(KeyGroups groups, Map<KeyId, Usable> keys, Place place) {
    for (int g = 0; g < groups.keys().size(); g++) {
      var usable = keys.getOrDefault(groups.keys().get(g), new Usable.Unknown());
      for (int index : groups.places().get(g)) {
        place.take(index, usable);
      }
    }
  }

  private <T> T using(List<KeyId> wanted, BiFunction<Map<KeyId, Usable>, FormCiphers, T> work) {
    // Each time round keys have died, so it comes to an end.
    while (true) {
      try {
        return cache.using(wanted, keys -> withCiphers(keys, work));
      } catch (KeysShreddedException e) {
        cache.obey(e.keys());
      }
    }
  }

  private <T> T withCiphers(
      Map<KeyId, Usable> keys, BiFunction<Map<KeyId, Usable>, FormCiphers, T> work) {
    var pooled = idle.poll();
    var ciphers =
        pooled == null
            ? new FormCiphers(
                new FormatCipher(tenant), new StoredTokenCipher(tenant, random, store))
            : pooled;
    try {
      return work.apply(keys, ciphers);
    } finally {
      ciphers.forget();
      idle.add(ciphers);
    }
  }
}
