package dev.lethe.service.fanout.connector.featurestore;

import dev.lethe.service.fanout.connector.AssetRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Removes one view of entities. A hash that holds this view alone goes as a whole; one that other
 * views share loses this view's fields, for what those views may keep is for other steps of the
 * plan to say.
 */
final class EntityRemoval {

  private final OnlineStore store;
  private final AssetRef asset;

  EntityRemoval(OnlineStore store, AssetRef asset) {
    this.store = store;
    this.asset = asset;
  }

  /** What to do with which hashes. */
  record Removal(List<byte[]> whole, List<byte[]> shared) {}

  Removal plan(List<FoundEntity> entities) {
    List<byte[]> keys = entities.stream().map(FoundEntity::key).toList();
    List<List<byte[]>> fields = store.fields(keys);
    var removal = new Removal(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < keys.size(); i++) {
      (onlyOurs(fields.get(i)) ? removal.whole : removal.shared).add(keys.get(i));
    }
    return removal;
  }

  private boolean onlyOurs(List<byte[]> fields) {
    return fields.stream()
        .map(FeatureField::viewOf)
        .filter(Objects::nonNull)
        .allMatch(view -> view.equals(asset.asset()));
  }

  void carryOut(Removal removal) {
    store.unlink(removal.whole());
    if (!removal.shared().isEmpty()) {
      List<byte[]> fields = new ArrayList<>();
      asset.fields().forEach(feature -> fields.add(FeatureField.of(asset.asset(), feature)));
      fields.add(FeatureField.writtenAt(asset.asset()));
      store.remove(removal.shared(), fields);
    }
  }
}
