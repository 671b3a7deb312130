package dev.lethe.service.fanout;

import dev.lethe.service.fanout.connector.AssetRef;
import dev.lethe.service.fanout.connector.Batch;
import dev.lethe.service.fanout.connector.Capability;
import dev.lethe.service.fanout.connector.Connector;
import dev.lethe.service.fanout.connector.ConnectorException;
import dev.lethe.service.fanout.connector.ConnectorFactory;
import dev.lethe.service.fanout.connector.Depth;
import dev.lethe.service.fanout.connector.DiscoveredAsset;
import dev.lethe.service.fanout.connector.Erased;
import dev.lethe.service.fanout.connector.Exported;
import dev.lethe.service.fanout.connector.Located;
import dev.lethe.service.fanout.connector.Located.SubjectCount;
import dev.lethe.service.fanout.connector.RefusalReason;
import dev.lethe.service.fanout.connector.Refused;
import dev.lethe.service.fanout.connector.SubjectKeys;
import dev.lethe.service.fanout.connector.TargetSettings;
import dev.lethe.service.fanout.connector.Verified;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Targets that live in the test's memory: rows by profile, and a switch for trouble. */
@ApplicationScoped
public class MemoryTargets implements ConnectorFactory {
  private final Map<String, List<Map<String, Object>>> rows = new ConcurrentHashMap<>();
  private final Map<String, Long> marked = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Map<String, Erased.Done> ledger = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();

  @Override
  public String kind() {
    return "memory";
  }

  @Override
  public Connector connect(TargetSettings settings) {
    return new MemoryConnector();
  }

  public void clear() {
    rows.clear();
    marked.clear();
    failures.clear();
    ledger.clear();
    calls.clear();
  }

  public void add(String target, String asset, String profile, Map<String, Object> fields) {
    Map<String, Object> row = new LinkedHashMap<>(fields);
    row.put("profile", profile);
    rows.computeIfAbsent(target + "/" + asset, _ -> new CopyOnWriteArrayList<>()).add(row);
  }

  public int count(String target, String asset) {
    return rows.getOrDefault(target + "/" + asset, List.of()).size();
  }

  /** Lets the next calls of a method on an asset fail: {@code locate lake/events}. */
  public void fail(String call, int times) {
    failures.put(call, times);
  }

  /** Everything that was called, in order: method, asset, batch id. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** How many batches took effect on an asset. */
  public long effects(String asset) {
    return ledger.keySet().stream().filter(key -> key.startsWith(asset + " ")).count();
  }

  private final class MemoryConnector implements Connector {
    @Override
    public String kind() {
      return "memory";
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of(Capability.values());
    }

    @Override
    public List<DiscoveredAsset> discover() {
      return List.of();
    }

    @Override
    public Located locate(Batch batch) {
      called("locate", batch);
      Map<String, SubjectCount> counts = new HashMap<>();
      long total = 0;
      for (SubjectKeys subject : batch.subjects()) {
        long count = found(batch, subject);
        counts.put(subject.handle(), new SubjectCount(count, versions(batch, count)));
        total += count;
      }
      return new Located.Found(counts, total);
    }

    private Set<String> versions(Batch batch, long count) {
      return count > 0 && !mark(batch)
          ? Set.of("memory:" + batch.asset().asset() + "@1")
          : Set.of();
    }

    private long found(Batch batch, SubjectKeys subject) {
      return mark(batch) ? subject.dataVersions().size() : own(batch.asset(), subject).size();
    }

    @Override
    public Exported export(Batch batch) {
      called("export", batch);
      Map<String, List<Map<String, Object>>> out = new HashMap<>();
      batch.subjects().forEach(s -> out.put(s.handle(), own(batch.asset(), s)));
      return new Exported.Rows(out);
    }

    @Override
    public Erased erase(Batch batch) {
      called("erase", batch);
      String key = batch.asset().target() + "/" + batch.asset().asset() + " " + batch.id();
      Erased.Done before = ledger.get(key);
      if (before != null) {
        return before;
      }
      long total = batch.subjects().stream().mapToLong(s -> found(batch, s)).sum();
      if (total > batch.maxRows()) {
        return new Refused(RefusalReason.GUARD_EXCEEDED, "more than " + batch.maxRows());
      }
      Map<String, Long> done = new HashMap<>();
      batch.subjects().forEach(s -> done.put(s.handle(), eraseOne(batch, s)));
      Erased.Done outcome =
          new Erased.Done(
              done, total, mark(batch) ? Depth.D6 : Depth.D3, Map.of("batch", batch.id()));
      ledger.put(key, outcome);
      return outcome;
    }

    private long eraseOne(Batch batch, SubjectKeys subject) {
      if (mark(batch)) {
        marked.merge(batch.asset().asset(), (long) subject.dataVersions().size(), Long::sum);
        return subject.dataVersions().size();
      }
      List<Map<String, Object>> own = own(batch.asset(), subject);
      rows.getOrDefault(name(batch.asset()), new ArrayList<>()).removeAll(own);
      return own.size();
    }

    @Override
    public Verified verify(Batch batch) {
      called("verify", batch);
      Map<String, Long> left = new HashMap<>();
      batch.subjects().forEach(s -> left.put(s.handle(), mark(batch) ? 0L : found(batch, s)));
      return new Verified.Probed(left, 0, mark(batch) ? Depth.D6 : Depth.D3, Map.of());
    }

    private List<Map<String, Object>> own(AssetRef asset, SubjectKeys subject) {
      return rows.getOrDefault(name(asset), List.of()).stream()
          .filter(row -> subject.values("profile").contains(String.valueOf(row.get("profile"))))
          .toList();
    }

    private void called(String method, Batch batch) {
      String call = method + " " + name(batch.asset());
      calls.add(call + " " + batch.id());
      Integer left = failures.get(call);
      if (left != null && left > 0) {
        failures.put(call, left - 1);
        throw ConnectorException.transientTrouble("the target is out for lunch", null);
      }
    }

    private boolean mark(Batch batch) {
      return batch.asset().action().equals("mark");
    }

    private String name(AssetRef asset) {
      return asset.target() + "/" + asset.asset();
    }
  }
}
