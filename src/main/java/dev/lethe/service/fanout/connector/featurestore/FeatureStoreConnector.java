package dev.lethe.service.fanout.connector.featurestore;

import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.Capability;
import dev.lethe.service.fanout.connector.Connector;
import dev.lethe.service.fanout.connector.Depth;
import dev.lethe.service.fanout.connector.DiscoveredAsset;
import dev.lethe.service.fanout.connector.Erased;
import dev.lethe.service.fanout.connector.Exported;
import dev.lethe.service.fanout.connector.Located;
import dev.lethe.service.fanout.connector.Located.SubjectCount;
import dev.lethe.service.fanout.connector.RefusalReason;
import dev.lethe.service.fanout.connector.Refused;
import dev.lethe.service.fanout.connector.Verified;
import io.vertx.core.Vertx;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Erases people from Feast's online store in Redis, one feature view at a time. */
final class FeatureStoreConnector implements Connector, AutoCloseable {

  static final String KIND = "featurestore";

  private final FeatureStoreSettings settings;
  private final RedisCalls calls;
  private final OnlineStore store;

  FeatureStoreConnector(FeatureStoreSettings settings, Vertx vertx) {
    this.settings = settings;
    this.calls = new RedisCalls(settings.target(), vertx, settings.redisUri());
    this.store = new OnlineStore(calls);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(Capability.LOCATE, Capability.EXPORT, Capability.ERASE, Capability.VERIFY);
  }

  @Override
  public List<DiscoveredAsset> discover() {
    return new StoreSurvey(store, settings).survey();
  }

  @Override
  public Located locate(Batch batch) {
    if (batch.asset().subjectKeyFields().isEmpty()) {
      return noSubjectKey();
    }
    List<FoundEntity> found = find(batch);
    Map<String, Long> counts = new LinkedHashMap<>();
    batch.subjects().forEach(subject -> counts.put(subject.handle(), 0L));
    found.forEach(entity -> entity.owners().forEach(own -> counts.merge(own, 1L, Long::sum)));
    Map<String, SubjectCount> subjects = new LinkedHashMap<>();
    counts.forEach((handle, count) -> subjects.put(handle, new SubjectCount(count, Set.of())));
    return new Located.Found(subjects, found.size());
  }

  @Override
  public Exported export(Batch batch) {
    if (batch.asset().subjectKeyFields().isEmpty()) {
      return noSubjectKey();
    }
    List<FoundEntity> found = find(batch);
    if (found.size() > batch.maxRows()) {
      return guardExceeded(found.size(), batch);
    }
    return new Exported.Rows(new EntityExport(store, settings, batch).rows(found));
  }

  @Override
  public Erased erase(Batch batch) {
    if (batch.asset().subjectKeyFields().isEmpty()) {
      return noSubjectKey();
    }
    List<FoundEntity> found = find(batch);
    if (found.size() > batch.maxRows()) {
      return guardExceeded(found.size(), batch);
    }
    var removing = new EntityRemoval(store, batch.asset());
    EntityRemoval.Removal removal = removing.plan(found);
    if (!removal.shared().isEmpty() && batch.asset().fields().isEmpty()) {
      return new Refused(
          RefusalReason.ASSET_MISMATCH,
          "entities are shared with other views, and the catalog names no features of "
              + batch.asset().asset());
    }
    var figures = new RemovalLedger(store, settings.project(), batch).write(found);
    removing.carryOut(removal);
    return new Erased.Done(
        figures.subjects(),
        figures.total(),
        Depth.D5,
        Map.of(
            "store", "online",
            "hashes_unlinked", removal.whole().size(),
            "hashes_shared_with_other_views", removal.shared().size()));
  }

  @Override
  public Verified verify(Batch batch) {
    if (batch.asset().subjectKeyFields().isEmpty()) {
      return noSubjectKey();
    }
    return new StoreProbe(store, settings, batch).probe();
  }

  @Override
  public void close() {
    calls.close();
  }

  private List<FoundEntity> find(Batch batch) {
    return new EntityFinder(store, settings, batch).find();
  }

  private static Refused noSubjectKey() {
    return new Refused(
        RefusalReason.ASSET_MISMATCH, "the catalog names no join key for this feature view");
  }

  private static Refused guardExceeded(long found, Batch batch) {
    return new Refused(
        RefusalReason.GUARD_EXCEEDED,
        "the batch would touch %d entities, more than the %d it was planned for"
            .formatted(found, batch.maxRows()));
  }
}
