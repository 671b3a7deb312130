package dev.lethe.service.fanout.connector.lake;

/** How a snapshot of a table is named wherever data and models meet. */
final class DataVersion {

  private DataVersion() {}

  static String of(String asset, long snapshot) {
    return "iceberg:" + asset + "@" + snapshot;
  }
}
