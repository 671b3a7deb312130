package dev.lethe.service.fanout.connector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an erasure, or a mark, did. */
public sealed interface Erased permits Erased.Done, Refused {

  /**
   * The batch took effect, now or in an earlier attempt under the same batch id.
   *
   * @param subjects rows, keys or versions touched, by handle
   * @param total what was touched in all; a row of two subjects counts once
   * @param depth how far it reached
   * @param evidence figures and ids for the receipt; never personal data
   */
  record Done(Map<String, Long> subjects, long total, Depth depth, Map<String, Object> evidence)
      implements Erased {
    public Done {
      subjects = Collections.unmodifiableMap(new LinkedHashMap<>(subjects));
      evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
    }
  }
}
