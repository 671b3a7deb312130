package dev.lethe.service.fanout.connector.lake;

import dev.lethe.service.fanout.connector.SubjectKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts rows per subject and in all; a row of two subjects counts once in all. */
final class SubjectTally {

  private final List<SubjectKeys> subjects;
  private final long[] counts;
  private long total;

  SubjectTally(List<SubjectKeys> subjects) {
    this.subjects = subjects;
    this.counts = new long[subjects.size()];
  }

  void add(List<Hit> rows) {
    rows.forEach(row -> add(row.owners()));
  }

  void add(int[] owners) {
    total++;
    for (int subject : owners) {
      counts[subject]++;
    }
  }

  long total() {
    return total;
  }

  /** Counts by handle, subjects without rows included. */
  Map<String, Long> byHandle() {
    var result = new LinkedHashMap<String, Long>();
    for (int subject = 0; subject < counts.length; subject++) {
      result.merge(subjects.get(subject).handle(), counts[subject], Long::sum);
    }
    return result;
  }
}
