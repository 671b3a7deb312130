package dev.lethe.service.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.TokenV1;
import dev.lethe.service.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which key of a family is the present one. This process remembers it until it is told of a
 * rotation, which is before the rotation is answered; see {@link KeyLease}. In a vault where no key
 * was ever rotated nothing is looked up.
 */
@ApplicationScoped
class KeyFamilies {
  private final VaultDatabase database;
  private final Cache<KeyId, KeyId> present;
  private long changes;
  private volatile @Nullable Boolean any;

  KeyFamilies(VaultDatabase database, VaultConfig config) {
    this.database = database;
    this.present = Caffeine.newBuilder().maximumSize(config.cachedKeys()).build();
  }

  /**
   * The present key of each key's family, in order; a key that was never made stands for itself.
   */
  List<@Nullable KeyId> present(List<? extends @Nullable KeyId> keys) {
    var known = new HashMap<KeyId, KeyId>();
    if (isAny()) {
      var missing = new HashSet<KeyId>();
      for (var key : keys) {
        if (key != null) {
          var found = present.getIfPresent(key);
          if (found == null) {
            missing.add(key);
          } else if (!found.equals(key)) {
            known.put(key, found);
          }
        }
      }
      known.putAll(look(missing));
    }
    var answer = new ArrayList<@Nullable KeyId>(keys.size());
    for (var key : keys) {
      answer.add(key == null ? null : known.getOrDefault(key, key));
    }
    return answer;
  }

  /**
   * The same items, each under the key that its token names where that is of the same family. What
   * it names is not believed before the token has opened.
   */
  List<Sealed> named(List<Sealed> items) {
    if (!isAny()) {
      return items;
    }
    var keys = new ArrayList<KeyId>(2 * items.size());
    for (var item : items) {
      keys.add(item.key());
      keys.add(TokenV1.keyNamed(item.token()).orElse(item.key()));
    }
    var families = present(keys);
    var answer = new ArrayList<Sealed>(items.size());
    for (int i = 0; i < items.size(); i++) {
      var item = items.get(i);
      boolean same = Objects.equals(families.get(2 * i), families.get(2 * i + 1));
      answer.add(same ? new Sealed(keys.get(2 * i + 1), item.fieldClass(), item.token()) : item);
    }
    return answer;
  }

  private Map<KeyId, KeyId> look(Collection<KeyId> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    long before = changes();
    var found = new HashMap<KeyId, KeyId>();
    database.with(sql ->
        sql.query(
            "select n.key_id, coalesce((select d.key_id from data_key d where d.family = n.root"
                + " and not d.imported order by d.slot desc limit 1), n.root)"
                + " from (select key_id, coalesce(family, key_id) as root"
                + " from data_key where key_id = any(?)) n",
            row -> found.put(Sql.key(row, 1), Sql.key(row, 2)),
            sql.keys(keys)));
    keep(found, before);
    return found;
  }

  private boolean isAny() {
    var known = any;
    if (known != null) {
      return known;
    }
    long before = changes();
    boolean found =
        database.with(sql ->
            sql.query(
                    "select exists (select from data_key where family is not null)",
                    row -> row.getBoolean(1))
                .getFirst());
    synchronized (this) {
      if (changes == before) {
        any = found;
      }
    }
    return found;
  }

  private synchronized long changes() {
    return changes;
  }

  // What was read before a rotation must not be remembered after it.
  private synchronized void keep(Map<KeyId, KeyId> found, long asOf) {
    if (changes == asOf) {
      present.putAll(found);
    }
  }

  /** Keys that have been succeeded. */
  synchronized void forget(Collection<KeyId> former) {
    if (!former.isEmpty()) {
      changes++;
      any = true;
      present.invalidateAll(former);
    }
  }

  /** Begins anew: there may have been rotations that this process was not told of. */
  synchronized void forgetAll() {
    changes++;
    any = null;
    present.invalidateAll();
  }
}
