package dev.lethe.service.fanout.connector;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The values under which a target knows one subject; never prints them.
 *
 * @param handle opaque id of the subject inside its batch
 * @param keys subject-key kind ({@code profile}, {@code customer}) to its values
 * @param dataVersions snapshots the subject was live in, as {@code iceberg:<ns>.<table>@<snapshot>}
 */
public record SubjectKeys(String handle, Map<String, Set<String>> keys, Set<String> dataVersions) {

  public SubjectKeys {
    var copy = new LinkedHashMap<String, Set<String>>();
    keys.forEach((kind, values) -> copy.put(kind, Set.copyOf(values)));
    keys = Map.copyOf(copy);
    dataVersions = Set.copyOf(dataVersions);
  }

  /** The values of one kind, empty where the subject has none. */
  public Set<String> values(String kind) {
    return keys.getOrDefault(kind, Set.of());
  }

  @Override
  public String toString() {
    return "SubjectKeys[" + handle + "]";
  }
}
