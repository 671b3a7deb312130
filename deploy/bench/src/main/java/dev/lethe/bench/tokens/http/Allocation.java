package dev.lethe.bench.tokens.http;

import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;

/**
 * What the service has allocated on its heap. It counts from collection to collection of garbage,
 * of which there are several a second under load.
 */
final class Allocation {
  private static final String COUNTER = "jvm_gc_memory_allocated_bytes_total ";

  private Allocation() {}

  static double bytes(LetheApi api) throws ApiException {
    return api.text("/q/metrics")
        .lines()
        .filter(line -> line.startsWith(COUNTER))
        .mapToDouble(line -> Double.parseDouble(line.substring(COUNTER.length())))
        .findFirst()
        .orElseThrow();
  }
}
