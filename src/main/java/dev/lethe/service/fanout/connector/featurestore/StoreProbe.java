package dev.lethe.service.fanout.connector.featurestore;

import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.Depth;
import dev.lethe.service.fanout.connector.KeySearch;
import dev.lethe.service.fanout.connector.Verified;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Probes the store by two roads: asks for the computed keys, and reads every key for the bytes of a
 * subject.
 */
final class StoreProbe {

  private final OnlineStore store;
  private final EntityFinder finder;
  private final EntityKeys keys;
  private final Batch batch;

  StoreProbe(OnlineStore store, FeatureStoreSettings settings, Batch batch) {
    this.store = store;
    this.finder = new EntityFinder(store, settings, batch);
    this.keys = new EntityKeys(settings.project(), settings.keyVersion());
    this.batch = batch;
  }

  Verified probe() {
    Map<String, Long> remaining = new LinkedHashMap<>();
    batch.subjects().forEach(subject -> remaining.put(subject.handle(), 0L));
    finder
        .inView(finder.computed())
        .forEach(entity -> entity.owners().forEach(own -> remaining.merge(own, 1L, Long::sum)));
    var scanned = new AtomicLong();
    long rawHits = rawHits(scanned);
    boolean clean = rawHits == 0 && remaining.values().stream().allMatch(count -> count == 0);
    return new Verified.Probed(
        remaining,
        rawHits,
        clean ? Depth.D5 : Depth.NONE,
        Map.of("keys_scanned", scanned.get(), "store", "online"));
  }

  private long rawHits(AtomicLong scanned) {
    var search =
        new KeySearch(
            batch.subjects().stream()
                .flatMap(subject -> subject.keys().values().stream())
                .flatMap(Set::stream)
                .toList());
    List<byte[]> suspects = new ArrayList<>();
    store.scan(key -> {
      scanned.incrementAndGet();
      boolean decoded =
          keys.decode(key).map(entity -> !finder.ownersOf(entity).isEmpty()).orElse(false);
      if (decoded || search.inside(key) > 0) {
        suspects.add(key);
      }
    });
    return store.fields(store.hashesAmong(suspects)).stream().filter(this::holdsTheView).count();
  }

  private boolean holdsTheView(List<byte[]> fields) {
    String view = batch.asset().asset();
    List<byte[]> ours = new ArrayList<>();
    ours.add(FeatureField.writtenAt(view));
    batch.asset().fields().forEach(feature -> ours.add(FeatureField.of(view, feature)));
    return fields.stream()
        .anyMatch(field -> ours.stream().anyMatch(our -> Arrays.equals(our, field)));
  }
}
