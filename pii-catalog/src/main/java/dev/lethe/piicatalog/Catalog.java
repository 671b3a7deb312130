package dev.lethe.piicatalog;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What data set files declare. Targets are distinct by name, assets by target and name, policies by
 * data set.
 *
 * @param datasets the keys of the data sets spoken for; one without assets says that it has none
 */
public record Catalog(
    SortedSet<String> datasets,
    List<Target> targets,
    List<Asset> assets,
    List<DatasetPolicy> policies) {

  /** Copies the collections. */
  public Catalog {
    datasets = Collections.unmodifiableSortedSet(new TreeSet<>(datasets));
    targets = List.copyOf(targets);
    assets = List.copyOf(assets);
    policies = List.copyOf(policies);
  }
}
