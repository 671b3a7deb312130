package dev.lethe.service.fanout.connector.lake;

import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;

/**
 * What an Iceberg table's form allows.
 *
 * @param version the format version
 * @param filesMayGo whether the owner lets files be removed
 */
record TableForm(int version, boolean filesMayGo) {

  static TableForm of(Table table) {
    int version = ((HasTableOperations) table).operations().current().formatVersion();
    String collects = table.properties().getOrDefault(TableProperties.GC_ENABLED, "true");
    return new TableForm(version, Boolean.parseBoolean(collects));
  }

  /** Deletion vectors, which hide rows without naming them; older forms are rewritten at once. */
  boolean hasDeletionVectors() {
    return version >= 3;
  }

  /** Whether each row knows when it came in, across rewrites. */
  boolean keepsLineage() {
    return version >= 3;
  }
}
