package dev.lethe.service.fanout;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Erasures that have not ended: as long as they run, they keep the data of their people out. */
@ApplicationScoped
public class RunningErasures {
  private static final int AT_ONCE = 500;

  private final ExecutionStore executions;
  private final SourceKeys sourceKeys;

  RunningErasures(ExecutionStore executions, SourceKeys sourceKeys) {
    this.executions = executions;
    this.sourceKeys = sourceKeys;
  }

  /** Those of the requests whose erasure has not ended. */
  public List<String> among(Collection<String> requests) {
    return executions.running(requests);
  }

  /**
   * The first erasures found that are about to suppress any of the values and may not have done so
   * yet. One that begins after this call comes after whatever its caller does.
   *
   * @param values normalised, by the domain that they are suppressed under
   */
  public List<String> aboutToSuppress(Map<String, Set<String>> values) {
    var after = "";
    while (true) {
      var some = executions.begun(after, AT_ONCE);
      var found =
          sourceKeys.openAll(some).entrySet().stream()
              .filter(execution -> anyCommon(execution.getValue(), values))
              .map(Map.Entry::getKey)
              .toList();
      if (!found.isEmpty() || some.size() < AT_ONCE) {
        return found;
      }
      after = some.getLast().request();
    }
  }

  private static boolean anyCommon(
      Map<String, List<String>> known, Map<String, Set<String>> values) {
    return known.entrySet().stream()
        .anyMatch(domain ->
            !Collections.disjoint(
                values.getOrDefault(domain.getKey(), Set.of()), domain.getValue()));
  }
}
