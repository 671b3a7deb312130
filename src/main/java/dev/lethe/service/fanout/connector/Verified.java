package dev.lethe.service.fanout.connector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an independent probe found after an erasure. */
public sealed interface Verified permits Verified.Probed, Refused {

  /**
   * The probe ran to its end.
   *
   * @param subjects what is still queryable, by handle
   * @param rawHits occurrences of the subjects' keys in raw storage, live or not
   * @param depth what the probe saw with its own eyes; NONE when something is left
   * @param evidence figures for the receipt; never personal data
   */
  record Probed(Map<String, Long> subjects, long rawHits, Depth depth, Map<String, Object> evidence)
      implements Verified {
    public Probed {
      subjects = Collections.unmodifiableMap(new LinkedHashMap<>(subjects));
      evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }

    /** Whether nothing of any subject is left, queryable or raw. */
    public boolean clean() {
      return rawHits == 0 && subjects.values().stream().allMatch(count -> count == 0);
    }
  }
}
