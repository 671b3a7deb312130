package dev.lethe.service.fanout.connector.featurestore;

import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.featurestore.EntityKeys.TypedValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns entities into rows: join keys, the features the catalog names, and when they were written.
 */
final class EntityExport {

  private final OnlineStore store;
  private final EntityKeys keys;
  private final Batch batch;

  EntityExport(OnlineStore store, FeatureStoreSettings settings, Batch batch) {
    this.store = store;
    this.keys = new EntityKeys(settings.project(), settings.keyVersion());
    this.batch = batch;
  }

  Map<String, List<Map<String, @Nullable Object>>> rows(List<FoundEntity> entities) {
    Map<String, List<Map<String, @Nullable Object>>> rows = new LinkedHashMap<>();
    batch.subjects().forEach(subject -> rows.put(subject.handle(), new ArrayList<>()));
    List<String> features = features();
    List<byte[]> fields = new ArrayList<>();
    features.forEach(name -> fields.add(FeatureField.of(batch.asset().asset(), name)));
    fields.add(FeatureField.writtenAt(batch.asset().asset()));
    List<byte[]> redisKeys = entities.stream().map(FoundEntity::key).toList();
    List<List<byte @Nullable []>> values = store.values(redisKeys, fields);
    for (int i = 0; i < entities.size(); i++) {
      Map<String, @Nullable Object> row = joinKeys(entities.get(i));
      addFeatures(row, features, values.get(i));
      for (String owner : entities.get(i).owners()) {
        List<Map<String, @Nullable Object>> mine = rows.get(owner);
        if (mine != null) {
          mine.add(row);
        }
      }
    }
    return rows;
  }

  private List<String> features() {
    var joinKeys = batch.asset().subjectKeyFields().values();
    return batch.asset().fields().stream().filter(name -> !joinKeys.contains(name)).toList();
  }

  private static void addFeatures(
      Map<String, @Nullable Object> row, List<String> names, List<byte @Nullable []> values) {
    for (int i = 0; i < names.size(); i++) {
      byte[] value = values.get(i);
      row.put(names.get(i), value == null ? null : FeastValue.read(value));
    }
    byte[] written = values.get(names.size());
    Instant moment = written == null ? null : FeastValue.readTimestamp(written);
    row.put("event_timestamp", moment == null ? null : moment.toString());
  }

  private Map<String, @Nullable Object> joinKeys(FoundEntity entity) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    keys.decode(entity.key())
        .ifPresent(decoded -> decoded.forEach((name, value) -> row.put(name, plain(value))));
    return row;
  }

  private static Object plain(TypedValue value) {
    return EntityValue.decode(value.type(), value.bytes());
  }
}
