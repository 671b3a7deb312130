package dev.lethe.piicatalog;

import java.util.List;

/**
 * What one data set file declares. Targets are distinct by name, assets by target and name,
 * policies by data set.
 */
public record Catalog(List<Target> targets, List<Asset> assets, List<DatasetPolicy> policies) {

  /** Copies the lists. */
  public Catalog {
    targets = List.copyOf(targets);
    assets = List.copyOf(assets);
    policies = List.copyOf(policies);
  }
}
