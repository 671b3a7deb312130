package dev.lethe.service.fanout.connector.featurestore;

import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.SubjectKeys;
import dev.lethe.service.fanout.connector.featurestore.EntityKeys.TypedValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the subjects' entities: those with one join key by computing it, those with several by
 * reading all keys.
 */
final class EntityFinder {

  private final OnlineStore store;
  private final EntityKeys keys;
  private final String view;

  /** Join key to encoded value to the handles of its subjects. */
  private final Map<String, Map<ByteBuffer, Set<String>>> owners = new LinkedHashMap<>();

  private final Map<String, EntityValue> types = new HashMap<>();

  EntityFinder(OnlineStore store, FeatureStoreSettings settings, Batch batch) {
    this.store = store;
    this.keys = new EntityKeys(settings.project(), settings.keyVersion());
    this.view = batch.asset().asset();
    batch
        .asset()
        .subjectKeyFields()
        .forEach((kind, joinKey) -> {
          types.put(joinKey, settings.typeOf(joinKey));
          batch.subjects().forEach(subject -> index(subject, kind, joinKey));
        });
  }

  private void index(SubjectKeys subject, String kind, String joinKey) {
    Map<ByteBuffer, Set<String>> values = owners.computeIfAbsent(joinKey, j -> new HashMap<>());
    for (String value : subject.values(kind)) {
      typeOf(joinKey)
          .encode(value)
          .ifPresent(bytes ->
              values
                  .computeIfAbsent(ByteBuffer.wrap(bytes), b -> new LinkedHashSet<>())
                  .add(subject.handle()));
    }
  }

  private EntityValue typeOf(String joinKey) {
    return types.getOrDefault(joinKey, EntityValue.STRING);
  }

  /** The subjects' entities that have something in the view. */
  List<FoundEntity> find() {
    List<FoundEntity> candidates = computed();
    candidates.addAll(composite());
    return inView(candidates);
  }

  /** The Redis keys that the subjects' values alone make. */
  List<FoundEntity> computed() {
    List<FoundEntity> all = new ArrayList<>();
    owners.forEach((joinKey, values) ->
        values.forEach((value, handles) -> {
          var typed = new TypedValue(typeOf(joinKey).number(), value.array());
          all.add(new FoundEntity(keys.encode(Map.of(joinKey, typed)), handles));
        }));
    return all;
  }

  private List<FoundEntity> composite() {
    List<FoundEntity> all = new ArrayList<>();
    store.scan(key ->
        keys.decode(key)
            .filter(entity -> entity.size() > 1)
            .ifPresent(entity -> {
              Set<String> handles = ownersOf(entity);
              if (!handles.isEmpty()) {
                all.add(new FoundEntity(key, handles));
              }
            }));
    return all;
  }

  /** The subjects an entity belongs to. */
  Set<String> ownersOf(Map<String, TypedValue> entity) {
    Set<String> handles = new LinkedHashSet<>();
    entity.forEach((joinKey, value) ->
        Optional.ofNullable(owners.get(joinKey))
            .map(values -> values.get(ByteBuffer.wrap(value.bytes())))
            .ifPresent(handles::addAll));
    return handles;
  }

  /** Those of the candidates that exist and have something in the view. */
  List<FoundEntity> inView(List<FoundEntity> candidates) {
    List<Boolean> present =
        store.have(
            candidates.stream().map(FoundEntity::key).toList(), FeatureField.writtenAt(view));
    List<FoundEntity> found = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      if (present.get(i)) {
        found.add(candidates.get(i));
      }
    }
    return found;
  }
}
