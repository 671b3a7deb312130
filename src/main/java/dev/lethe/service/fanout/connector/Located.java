package dev.lethe.service.fanout.connector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a dry run found. */
public sealed interface Located permits Located.Found, Refused {

  /**
   * Counts for every subject of the batch, those with nothing included.
   *
   * @param subjects by handle
   * @param total what an erasure would touch; a row of two subjects counts once
   */
  record Found(Map<String, SubjectCount> subjects, long total) implements Located {
    public Found {
      subjects = Collections.unmodifiableMap(new LinkedHashMap<>(subjects));
    }

    /** What was found of one subject; nothing for a handle that was not asked for. */
    public SubjectCount of(String handle) {
      return subjects.getOrDefault(handle, new SubjectCount(0, Set.of()));
    }
  }

  /** How much of one subject there is, and in which data versions the subject was live. */
  record SubjectCount(long count, Set<String> dataVersions) {
    public SubjectCount {
      dataVersions = Set.copyOf(dataVersions);
    }
  }
}
