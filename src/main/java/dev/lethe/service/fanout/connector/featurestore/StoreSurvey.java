package dev.lethe.service.fanout.connector.featurestore;

import dev.lethe.service.fanout.connector.DiscoveredAsset;
import dev.lethe.service.fanout.connector.DiscoveredAsset.DiscoveredField;
import dev.lethe.service.fanout.connector.featurestore.EntityKeys.TypedValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sees which views and join keys the store holds; feature names are hashed there and cannot be read
 * back.
 */
final class StoreSurvey {

  /** Enough entities of each shape to have met every view that is in use. */
  private static final int SAMPLED_PER_SHAPE = 200;

  private final OnlineStore store;
  private final EntityKeys keys;

  StoreSurvey(OnlineStore store, FeatureStoreSettings settings) {
    this.store = store;
    this.keys = new EntityKeys(settings.project(), settings.keyVersion());
  }

  List<DiscoveredAsset> survey() {
    Map<String, List<byte[]>> samples = new HashMap<>();
    Map<String, Map<String, TypedValue>> shapes = new HashMap<>();
    store.scan(key ->
        keys.decode(key)
            .ifPresent(entity -> {
              String shape = String.join(",", entity.keySet());
              shapes.putIfAbsent(shape, entity);
              List<byte[]> sample = samples.computeIfAbsent(shape, s -> new ArrayList<>());
              if (sample.size() < SAMPLED_PER_SHAPE) {
                sample.add(key);
              }
            }));
    Map<String, DiscoveredAsset> views = new TreeMap<>();
    samples.forEach((shape, sample) ->
        viewsIn(sample)
            .forEach(view -> views.put(view, asset(view, shapes.getOrDefault(shape, Map.of())))));
    return List.copyOf(views.values());
  }

  private TreeSet<String> viewsIn(List<byte[]> sample) {
    var views = new TreeSet<String>();
    for (List<byte[]> fields : store.fields(store.hashesAmong(sample))) {
      fields.stream().map(FeatureField::viewOf).filter(Objects::nonNull).forEach(views::add);
    }
    return views;
  }

  private static DiscoveredAsset asset(String view, Map<String, TypedValue> entity) {
    List<DiscoveredField> fields = new ArrayList<>();
    entity.forEach(
        (name, value) -> fields.add(new DiscoveredField(name, EntityValue.nameOf(value.type()))));
    return new DiscoveredAsset(view, "feature_view", fields, Map.of());
  }
}
