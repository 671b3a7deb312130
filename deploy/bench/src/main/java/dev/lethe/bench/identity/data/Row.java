package dev.lethe.bench.identity.data;

import java.util.List;
import java.util.Map;

/** One line of a file; missing cells are empty, and blanks around a cell do not count. */
record Row(Map<String, Integer> columns, List<String> cells) {

  String value(String column) {
    var at = columns.get(column);
    return at == null || at >= cells.size() ? "" : cells.get(at).strip();
  }
}
