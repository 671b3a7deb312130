package dev.lethe.identitygraph.evaluate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads small comma-separated files with a header line and double quotes. */
final class Csv {

  private Csv() {}

  static List<Map<String, String>> read(Path file) throws IOException {
    var rows = rows(Files.readString(file, StandardCharsets.UTF_8));
    var header = rows.getFirst().stream().map(String::strip).toList();
    var records = new ArrayList<Map<String, String>>();
    for (var row : rows.subList(1, rows.size())) {
      var named = new LinkedHashMap<String, String>();
      for (var i = 0; i < Math.min(header.size(), row.size()); i++) {
        named.put(header.get(i), row.get(i).strip());
      }
      records.add(named);
    }
    return records;
  }

  private static List<List<String>> rows(String text) {
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var cell = new StringBuilder();
    var quoted = false;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        row.add(cell.toString());
        cell.setLength(0);
        if (c == '\n') {
          rows.add(List.copyOf(row));
          row.clear();
        }
      } else if (c != '\r') {
        cell.append(c);
      }
    }
    if (!row.isEmpty() || !cell.isEmpty()) {
      row.add(cell.toString());
      rows.add(row);
    }
    return rows;
  }
}
