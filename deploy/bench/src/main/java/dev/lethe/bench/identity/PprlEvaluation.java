package dev.lethe.bench.identity;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.lethe.identitygraph.pprl.LinkageSchema;
import dev.lethe.identitygraph.pprl.LinkedPair;
import dev.lethe.identitygraph.pprl.PrivateLinkage;
import dev.lethe.identitygraph.pprl.SharedSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Links pairs of public files by their encodings alone and compares with the truth in their record
 * ids, which the linking sees only as opaque handles. The threshold is found without labels; the
 * schema was designed with results on these sets in view, so the figures are fitted. The social
 * security number is not used.
 */
public final class PprlEvaluation {

  private static final LinkageSchema SCHEMA = LinkageSchema.shipped("person-address-1");
  private static final String ID = "rec_id";

  /** What FEBRL calls the columns of the schema. */
  private static final Map<String, String> COLUMNS =
      Map.of(
          "surname", "family_name",
          "date_of_birth", "birth_date",
          "street_number", "house_number",
          "address_1", "street",
          "address_2", "address_line_2",
          "suburb", "city",
          "state", "region");

  private record TwoFiles(List<Map<String, String>> left, List<Map<String, String>> right) {}

  private PprlEvaluation() {}

  /**
   * The figures of every pair of files under the data folder: {@code pprl.precision}, {@code
   * pprl.recall} and {@code pprl.seconds} for the originals and duplicates of FEBRL 1, and the same
   * under {@code pprl.<set>} for further ones.
   */
  public static Map<String, Object> figures(Path data) throws IOException {
    var figures = new LinkedHashMap<String, Object>();
    for (var number : List.of(1, 2, 3)) {
      var file = data.resolve("er/febrl/dataset" + number + ".csv");
      if (Files.exists(file)) {
        measure(number == 1 ? "pprl" : "pprl.febrl" + number, febrl(file), figures);
      }
    }
    var dirty = data.resolve("er/clkhash-dirty");
    if (Files.exists(dirty)) {
      var left = rows(dirty.resolve("dirty_1000_50_1.csv"));
      var right = rows(dirty.resolve("dirty_1000_50_2.csv"));
      measure("pprl.clkhash_dirty", new TwoFiles(left, right), figures);
    }
    return figures;
  }

  private static void measure(String name, TwoFiles files, Map<String, Object> figures) {
    var begun = System.nanoTime();
    var linkage = linked(files);
    var seconds = (System.nanoTime() - begun) / 1e9;
    var right = linkage.pairs().stream().filter(PprlEvaluation::onePerson).count();
    var wanted = common(files);
    figures.put(name + ".pairs", wanted);
    figures.put(
        name + ".precision",
        linkage.pairs().isEmpty() ? 1.0 : (double) right / linkage.pairs().size());
    figures.put(name + ".recall", wanted == 0 ? 1.0 : (double) right / wanted);
    figures.put(name + ".threshold", linkage.threshold());
    figures.put(name + ".seconds", seconds);
  }

  private static PrivateLinkage.Linkage linked(TwoFiles files) {
    try (var secret =
        new SharedSecret("no secret: public data only".getBytes(StandardCharsets.UTF_8))) {
      return PrivateLinkage.link(SCHEMA, secret, ID, files.left(), files.right());
    }
  }

  private static TwoFiles febrl(Path file) throws IOException {
    var left = new ArrayList<Map<String, String>>();
    var right = new ArrayList<Map<String, String>>();
    for (var row : rows(file)) {
      var id = row.getOrDefault(ID, "");
      if (id.endsWith("-org")) {
        left.add(row);
      } else if (id.endsWith("-dup-0")) {
        right.add(row);
      }
    }
    return new TwoFiles(left, right);
  }

  private static boolean onePerson(LinkedPair pair) {
    return person(pair.left()).equals(person(pair.right()));
  }

  private static long common(TwoFiles files) {
    var persons = new HashSet<String>();
    files.left().forEach(row -> persons.add(person(row.getOrDefault(ID, ""))));
    return files.right().stream()
        .filter(row -> persons.contains(person(row.getOrDefault(ID, ""))))
        .count();
  }

  /**
   * The number in {@code rec-<number>-org} or {@code rec-<number>-dup-0}; other ids are persons.
   */
  private static String person(String id) {
    return id.startsWith("rec-") ? id.substring(4, id.indexOf('-', 4)) : id;
  }

  private static List<Map<String, String>> rows(Path file) throws IOException {
    var rows = new ArrayList<Map<String, String>>();
    List<String> header = List.of();
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
      for (var line : csv) {
        var cells = line.getFields().stream().map(String::strip).toList();
        if (header.isEmpty()) {
          header = cells.stream().map(name -> COLUMNS.getOrDefault(name, name)).toList();
        } else {
          var row = new HashMap<String, String>();
          for (var i = 0; i < header.size(); i++) {
            row.put(header.get(i), cells.get(i));
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }
}
