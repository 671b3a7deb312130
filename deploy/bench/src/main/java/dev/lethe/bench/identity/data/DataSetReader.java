package dev.lethe.bench.identity.data;

import dev.lethe.bench.identity.data.Table.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads the files of a mapping. */
public final class DataSetReader {

  private final String name;
  private final IdentityMapping mapping;
  private final Path folder;
  private final DataSetBuilder set = new DataSetBuilder();
  private Map<String, String> people = Map.of();

  private DataSetReader(String name, IdentityMapping mapping, Path folder) {
    this.name = name;
    this.mapping = mapping;
    this.folder = folder;
  }

  /**
   * Reads a set.
   *
   * @throws IOException when a file is missing or unreadable, a column is nowhere, or a row has no
   *     truth; no message repeats a value
   */
  public static DataSet read(String name, IdentityMapping mapping, Path folder) throws IOException {
    return new DataSetReader(name, mapping, folder).read();
  }

  private DataSet read() throws IOException {
    if (mapping.files().isEmpty()) {
      throw new IOException("the mapping names no file, and none was given");
    }
    people = peopleByKey();
    var columns = new HashSet<String>();
    for (var file : mapping.files()) {
      var table = Table.read(folder.resolve(file.path()));
      columns.addAll(table.columns());
      var number = 1;
      for (var row : table.rows()) {
        number++;
        if (concerned(row)) {
          add(file, row, number);
        }
      }
    }
    mapping.mustHave(columns);
    return set.build(name, mapping.duplicateFreeSources());
  }

  private boolean concerned(Row row) {
    return mapping.rows().entrySet().stream()
        .allMatch(wanted -> row.value(wanted.getKey()).equals(wanted.getValue()));
  }

  private void add(IdentityMapping.InputFile file, Row row, int number) throws IOException {
    var rule = mapping.truth();
    var person = rule.file() == null ? rule.person().read(row) : people.get(key(rule.key(), row));
    if (person == null) {
      throw new IOException("row " + number + " of " + file.path() + " has no truth");
    }
    var source = mapping.source() == null ? null : mapping.source().read(row);
    set.add(
        Objects.requireNonNullElse(source, file.sourceName()),
        mapping.country(),
        person,
        mapping.profile().read(row));
  }

  private Map<String, String> peopleByKey() throws IOException {
    var rule = mapping.truth();
    if (rule.file() == null) {
      return Map.of();
    }
    var byKey = new HashMap<String, String>();
    for (var row : Table.read(folder.resolve(rule.file())).rows()) {
      var person = rule.person().read(row);
      if (person != null) {
        byKey.put(key(rule.key(), row), person);
      }
    }
    return byKey;
  }

  private static String key(List<String> columns, Row row) {
    return columns.stream().map(row::value).collect(Collectors.joining("\u0000"));
  }
}
