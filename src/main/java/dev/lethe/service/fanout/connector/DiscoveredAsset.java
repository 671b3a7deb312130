package dev.lethe.service.fanout.connector;

import java.util.List;
import java.util.Map;

/**
 * An asset that a target says it has; carries structure only, never a value from a row.
 *
 * @param name name as the target knows it
 * @param kind table, feature_view or model
 * @param properties facts that decide what can be done there, such as the table format version
 */
public record DiscoveredAsset(
    String name, String kind, List<DiscoveredField> fields, Map<String, String> properties) {

  public DiscoveredAsset {
    fields = List.copyOf(fields);
    properties = Map.copyOf(properties);
  }

  /** A field of the asset with the target's own name for its type. */
  public record DiscoveredField(String name, String type) {}
}
