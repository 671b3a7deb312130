package dev.lethe.service.fanout.connector.lake;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;

/**
 * What a batch has erased so far, kept in the table's properties by the very commit that erases. A
 * repeated batch finds its figures there although nobody's rows are left to count.
 *
 * @param sequence when it was last written, to forget the oldest
 * @param counts rows by handle; empty where the batch is too large to list
 */
record BatchLedger(long sequence, long total, Map<String, Long> counts) {

  static final String PREFIX = "lethe.erased.";
  private static final int BATCHES_KEPT = 16;
  private static final int SUBJECTS_LISTED = 2_000;

  static BatchLedger of(Table table, String batch) {
    String text = table.properties().get(PREFIX + batch);
    return text == null ? new BatchLedger(0, 0, Map.of()) : parse(text);
  }

  private static BatchLedger parse(String text) {
    String[] parts = text.split("\\|", -1);
    var counts = new LinkedHashMap<String, Long>();
    for (String entry : parts[2].split(",")) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        String handle = URLDecoder.decode(entry.substring(0, equals), StandardCharsets.UTF_8);
        counts.put(handle, Long.valueOf(entry.substring(equals + 1)));
      }
    }
    return new BatchLedger(Long.parseLong(parts[0]), Long.parseLong(parts[1]), counts);
  }

  BatchLedger plus(SubjectTally tally, long atSequence) {
    var sum = new LinkedHashMap<>(counts);
    tally.byHandle().forEach((handle, count) -> sum.merge(handle, count, Long::sum));
    return new BatchLedger(atSequence, total + tally.total(), sum);
  }

  /** Adds this ledger to a commit and lets the oldest batches' figures go. */
  UpdateProperties write(Table table, String batch, UpdateProperties update) {
    List<String> others =
        table.properties().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(PREFIX))
            .filter(entry -> !entry.getKey().equals(PREFIX + batch))
            .sorted(Comparator.comparingLong(entry -> parse(entry.getValue()).sequence()))
            .map(Map.Entry::getKey)
            .toList();
    others.stream().limit(Math.max(0, others.size() - BATCHES_KEPT + 1)).forEach(update::remove);
    return update.set(PREFIX + batch, text());
  }

  private String text() {
    String listed =
        counts.size() > SUBJECTS_LISTED
            ? ""
            : counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry ->
                    URLEncoder.encode(entry.getKey(), StandardCharsets.UTF_8)
                        + "="
                        + entry.getValue())
                .collect(Collectors.joining(","));
    return sequence + "|" + total + "|" + listed;
  }

  /** Rows by handle for a whole batch, those without any included. */
  Map<String, Long> complete(List<String> handles) {
    var result = new LinkedHashMap<String, Long>();
    handles.forEach(handle -> result.put(handle, counts.getOrDefault(handle, 0L)));
    return result;
  }
}
