package dev.lethe.service.vault;

import dev.lethe.cryptovault.KeyId;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Makes data keys. */
@ApplicationScoped
class DataKeys {
  static final String INDEX = "index";
  private static final int KEYS_PER_CHANGE = 10_000;

  private final VaultDoor door;
  private final VaultDatabase database;
  private final Epochs epochs;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Map<String, KeyId> named = new ConcurrentHashMap<>();

  DataKeys(
      VaultDoor door,
      VaultDatabase database,
      Epochs epochs,
      SecureRandom random,
      InstantSource clock) {
    this.door = door;
    this.database = database;
    this.epochs = epochs;
    this.random = random;
    this.clock = clock;
  }

  List<KeyId> create(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("count is negative: " + count);
    }
    var all = new ArrayList<KeyId>(count);
    while (all.size() < count) {
      int some = Math.min(KEYS_PER_CHANGE, count - all.size());
      all.addAll(database.changing(change -> create(change, some)));
    }
    return all;
  }

  List<KeyId> create(VaultChange change, int count) {
    var pages = door.require().pages();
    var keys = Stream.generate(() -> KeyId.random(random)).limit(count).toList();
    long first = change.nextSlot();
    pages.allocate(change, first, count, epochs.current(change).number());
    change.insertKeys(keys, first, clock.instant());
    return keys;
  }

  KeyId named(String name) {
    var known = named.get(name);
    if (known != null) {
      return known;
    }
    var key =
        database
            .with(sql -> VaultChange.findNamedKey(sql, name))
            .orElseGet(() -> database.changing(change -> findOrCreate(change, name)));
    named.put(name, key);
    return key;
  }

  private KeyId findOrCreate(VaultChange change, String name) {
    return change
        .namedKey(name)
        .orElseGet(() -> {
          var key = create(change, 1).getFirst();
          change.nameKey(name, key);
          return key;
        });
  }
}
