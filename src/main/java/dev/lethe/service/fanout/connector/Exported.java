package dev.lethe.service.fanout.connector;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a target holds about the subjects of a batch. */
public sealed interface Exported permits Exported.Rows, Refused {

  /**
   * Each subject's rows, field by field in the asset's order; never prints them.
   *
   * @param subjects by handle; a subject without rows has an empty list
   */
  record Rows(Map<String, List<Map<String, @Nullable Object>>> subjects) implements Exported {
    public Rows {
      subjects = Collections.unmodifiableMap(new LinkedHashMap<>(subjects));
    }

    @Override
    public String toString() {
      return "Rows[" + subjects.size() + " subjects]";
    }
  }
}
