package dev.lethe.cli.load;

import java.util.List;
import java.util.Map;

/**
 * One data row. Prints as its number only, because the values are people's.
 *
 * @param number counts data rows from 1
 */
public record Row(long number, List<String> cells, Map<String, Integer> columns) {

  /** The stripped value of a column; empty where the row is too short. */
  public String value(String column) {
    Integer index = columns.get(column);
    return index == null || index >= cells.size() ? "" : cells.get(index).strip();
  }

  @Override
  public String toString() {
    return "row " + number;
  }
}
