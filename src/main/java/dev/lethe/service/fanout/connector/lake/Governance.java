package dev.lethe.service.fanout.connector.lake;

import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdateProperties;

/** The table properties without which an erasure leaves traces or gives up too early. */
final class Governance {

  private static final Map<String, String> WANTED =
      Map.of(
          TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
          TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "1",
          TableProperties.COMMIT_NUM_RETRIES, "10");

  private Governance() {}

  /** Sets what differs; commits nothing when the table is governed already. */
  static void apply(Table table) {
    UpdateProperties update = table.updateProperties();
    boolean differs = false;
    for (Map.Entry<String, String> wanted : WANTED.entrySet()) {
      if (!wanted.getValue().equals(table.properties().get(wanted.getKey()))) {
        update.set(wanted.getKey(), wanted.getValue());
        differs = true;
      }
    }
    if (differs) {
      update.commit();
    }
  }
}
