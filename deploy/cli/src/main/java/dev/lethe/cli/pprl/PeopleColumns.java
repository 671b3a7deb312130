package dev.lethe.cli.pprl;

import dev.lethe.cli.load.DateReader;
import dev.lethe.cli.load.MappingException;
import dev.lethe.cli.load.Row;
import dev.lethe.identitygraph.pprl.LinkageSchema;
import dev.lethe.identitygraph.pprl.Normalisation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which column of a file is which column of the schema, and how its dates are written. */
public final class PeopleColumns {
  private final String id;
  private final Map<String, String> named = new LinkedHashMap<>();
  private final Set<String> dates = new HashSet<>();
  private final DateReader dateReader;

  /**
   * A file's columns.
   *
   * @param id the file's column that holds each row's handle
   * @param renamed schema column to file column where they differ; an empty one is not in the file
   */
  public PeopleColumns(
      LinkageSchema schema, String id, Map<String, String> renamed, List<String> dateFormats)
      throws MappingException, PprlException {
    this.id = id;
    this.dateReader = new DateReader(dateFormats);
    for (String unknown : renamed.keySet()) {
      if (!schema.columns().contains(unknown)) {
        throw new PprlException("the schema has no column " + unknown);
      }
    }
    for (LinkageSchema.Feature feature : schema.features()) {
      for (String column : feature.columns()) {
        named.put(column, renamed.getOrDefault(column, column));
        if (feature.normalisation() == Normalisation.DATE) {
          dates.add(column);
        }
      }
    }
    named.values().removeIf(String::isEmpty);
  }

  /** The columns that the file does not have. */
  List<String> missing(List<String> header) {
    List<String> missing = new ArrayList<>(named.values());
    missing.add(id);
    missing.removeAll(header);
    return missing;
  }

  String id(Row row) {
    return row.value(id);
  }

  /** The row as the schema calls its columns. */
  Map<String, String> record(Row row) {
    Map<String, String> record = new LinkedHashMap<>();
    named.forEach((column, inFile) -> {
      String value = row.value(inFile);
      record.put(column, dates.contains(column) ? dateReader.read(value) : value);
    });
    return record;
  }
}
