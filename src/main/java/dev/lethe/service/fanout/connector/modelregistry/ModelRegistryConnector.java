package dev.lethe.service.fanout.connector.modelregistry;

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
import dev.lethe.service.fanout.connector.modelregistry.Lineage.Affected;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the model versions that were trained on people, and marks them to be retrained or retired
 * by a day.
 */
final class ModelRegistryConnector implements Connector, AutoCloseable {

  static final String KIND = "modelregistry";

  /** Batch option: the day by which affected versions are to be retrained or retired. */
  static final String DEADLINE = "deadline";

  private final ModelRegistrySettings settings;
  private final MlflowHttp http;
  private final ModelCatalog catalog;

  ModelRegistryConnector(ModelRegistrySettings settings) {
    this.settings = settings;
    this.http = new MlflowHttp(settings);
    this.catalog = new ModelCatalog(http, settings.pageSize());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(Capability.LOCATE, Capability.EXPORT, Capability.MARK, Capability.VERIFY);
  }

  @Override
  public List<DiscoveredAsset> discover() {
    return catalog.models().stream()
        .map(model -> new DiscoveredAsset(model, "model", List.of(), Map.of()))
        .toList();
  }

  @Override
  public Located locate(Batch batch) {
    List<Affected> affected = affected(batch);
    Map<String, Long> counts = counts(batch, affected);
    Map<String, Set<String>> versions = new LinkedHashMap<>();
    for (Affected each : affected) {
      for (String handle : each.handles()) {
        versions.computeIfAbsent(handle, h -> new HashSet<>()).addAll(each.version().trainedOn());
      }
    }
    Map<String, SubjectCount> subjects = new LinkedHashMap<>();
    counts.forEach((handle, count) ->
        subjects.put(handle, new SubjectCount(count, versions.getOrDefault(handle, Set.of()))));
    return new Located.Found(subjects, affected.size());
  }

  @Override
  public Exported export(Batch batch) {
    Map<String, List<Map<String, @Nullable Object>>> rows = new LinkedHashMap<>();
    batch.subjects().forEach(subject -> rows.put(subject.handle(), new ArrayList<>()));
    for (Affected each : affected(batch)) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("model", each.version().model());
      row.put("version", each.version().version());
      row.put("created_at", each.version().createdAt().toString());
      row.put("trained_on", each.version().trainedOn());
      row.put("lineage_known", each.known());
      rows.forEach((handle, mine) -> {
        if (each.handles().contains(handle)) {
          mine.add(row);
        }
      });
    }
    return new Exported.Rows(rows);
  }

  @Override
  public Erased erase(Batch batch) {
    Optional<LocalDate> deadline =
        Optional.ofNullable(batch.options().get(DEADLINE)).flatMap(Marking::date);
    if (deadline.isEmpty()) {
      return new Refused(
          RefusalReason.INVALID_BATCH, "a mark needs a deadline, as a date such as 2026-12-31");
    }
    List<Affected> affected = affected(batch);
    if (affected.size() > batch.maxRows()) {
      return new Refused(
          RefusalReason.GUARD_EXCEEDED,
          "the batch would mark %d versions, more than the %d it was planned for"
              .formatted(affected.size(), batch.maxRows()));
    }
    var marking = new Marking(catalog, batch, deadline.get());
    for (Affected each : affected) {
      if (!retired(each.version())) {
        marking.mark(each);
      }
    }
    return new Erased.Done(
        counts(batch, affected), affected.size(), Depth.D6, evidence(affected, deadline.get()));
  }

  @Override
  public Verified verify(Batch batch) {
    List<Affected> unmarked = new ArrayList<>();
    List<Affected> affected = affected(batch);
    for (Affected each : affected) {
      var now = catalog.version(each.version().model(), each.version().version());
      if (!marked(now)) {
        unmarked.add(each);
      }
    }
    return new Verified.Probed(
        counts(batch, unmarked),
        0,
        unmarked.isEmpty() ? Depth.D6 : Depth.NONE,
        Map.of("versions_read_back", affected.size(), "versions_unmarked", unmarked.size()));
  }

  /**
   * A probe comes in a batch of its own, later too; so whose batch wrote the mark does not count.
   */
  private static boolean marked(ModelVersion version) {
    return retired(version)
        || (version.tag(Tags.STATUS).isPresent()
            && version.tag(Tags.BATCH).isPresent()
            && version.tag(Tags.DEADLINE).flatMap(Marking::date).isPresent());
  }

  private static boolean retired(ModelVersion version) {
    return version.tag(Tags.STATUS).map(Tags.RETIRED::equals).orElse(false);
  }

  private List<Affected> affected(Batch batch) {
    return new Lineage(batch, settings.unknownIsAffected())
        .affected(catalog.versions(batch.asset().asset()));
  }

  private static Map<String, Long> counts(Batch batch, List<Affected> affected) {
    Map<String, Long> counts = new LinkedHashMap<>();
    batch.subjects().forEach(subject -> counts.put(subject.handle(), 0L));
    affected.forEach(each -> each.handles().forEach(own -> counts.merge(own, 1L, Long::sum)));
    return counts;
  }

  private static Map<String, Object> evidence(List<Affected> affected, LocalDate deadline) {
    Map<String, Object> evidence = new TreeMap<>();
    evidence.put("deadline", deadline.toString());
    evidence.put("versions", affected.stream().map(each -> each.version().label()).toList());
    evidence.put("lineage_unknown", affected.stream().filter(each -> !each.known()).count());
    evidence.put(
        "already_retired", affected.stream().filter(each -> retired(each.version())).count());
    return evidence;
  }

  @Override
  public void close() {
    http.close();
  }
}
