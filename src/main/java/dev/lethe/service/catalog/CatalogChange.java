package dev.lethe.service.catalog;

import dev.lethe.piicatalog.Asset;
import dev.lethe.piicatalog.Catalog;
import dev.lethe.piicatalog.DatasetPolicy;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How many assets and event policies a file added, changed and removed. */
public record CatalogChange(int added, int changed, int removed) {

  static CatalogChange between(Catalog before, Catalog after) {
    Map<String, Object> old = entries(before, after.datasets());
    Map<String, Object> now = entries(after, after.datasets());
    int added = 0;
    int changed = 0;
    for (Map.Entry<String, Object> entry : now.entrySet()) {
      Object earlier = old.remove(entry.getKey());
      added += earlier == null ? 1 : 0;
      changed += earlier != null && !Objects.equals(earlier, entry.getValue()) ? 1 : 0;
    }
    return new CatalogChange(added, changed, old.size());
  }

  private static Map<String, Object> entries(Catalog catalog, Set<String> datasets) {
    Map<String, Object> entries = new HashMap<>();
    for (Asset asset : catalog.assets()) {
      if (datasets.contains(asset.dataset())) {
        entries.put("asset " + asset.target() + " " + asset.name(), asset);
      }
    }
    for (DatasetPolicy policy : catalog.policies()) {
      if (datasets.contains(policy.dataset())) {
        entries.put("policy " + policy.dataset(), policy);
      }
    }
    return entries;
  }
}
