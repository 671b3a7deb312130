package dev.lethe.bench.story;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A public set of records with a known truth.
 *
 * @param name as figures are called
 * @param files each CSV with its mapping file
 * @param truth record, as {@code source key}, to person
 */
record PublicData(String name, Map<Path, String> files, Map<String, String> truth) {
  private static final Pattern FEBRL_ID = Pattern.compile("rec-(\\d+)-.*");

  /** The sets that are there under a data folder. */
  static List<PublicData> under(Path data) throws IOException {
    List<PublicData> sets = new ArrayList<>();
    Path senzing = data.resolve("er/senzing-truthset");
    if (Files.exists(senzing)) {
      sets.add(senzing(senzing));
    }
    Path febrl = data.resolve("er/febrl/dataset3.csv");
    if (Files.exists(febrl)) {
      sets.add(one("febrl3", febrl, row -> febrlPerson(row.cell("rec_id")), "rec_id"));
    }
    Path historical = data.resolve("er/splink/historical_50k.csv");
    if (Files.exists(historical)) {
      sets.add(one("historical_50k", historical, row -> row.cell("cluster"), "unique_id"));
    }
    return sets;
  }

  private static PublicData senzing(Path folder) throws IOException {
    Map<Path, String> files =
        Map.of(
            folder.resolve("customers.csv"), "senzing-customers.yaml",
            folder.resolve("reference.csv"), "senzing-reference.yaml",
            folder.resolve("watchlist.csv"), "senzing-watchlist.yaml");
    Map<String, String> truth = new HashMap<>();
    rows(
        folder.resolve("actual_truthset_key.csv"),
        row ->
            truth.put(
                row.cell("DATA_SOURCE") + ":" + row.cell("RECORD_ID"), row.cell("CLUSTER_ID")));
    return new PublicData("senzing", files, truth);
  }

  private static PublicData one(String name, Path file, Function<Row, String> person, String key)
      throws IOException {
    Map<String, String> truth = new HashMap<>();
    rows(file, row -> truth.put(row.cell(key), person.apply(row)));
    return new PublicData(name, Map.of(file, name + ".yaml"), truth);
  }

  private static String febrlPerson(String recordId) {
    Matcher id = FEBRL_ID.matcher(recordId);
    if (!id.matches()) {
      throw new IllegalArgumentException("a FEBRL record id has another form than rec-N-…");
    }
    return id.group(1);
  }

  /** One line of a file. */
  private record Row(List<String> header, List<String> cells) {
    String cell(String column) {
      return cells.get(header.indexOf(column));
    }
  }

  private static void rows(Path file, Consumer<Row> taker) throws IOException {
    List<String> header = List.of();
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
      for (CsvRecord line : csv) {
        List<String> cells = line.getFields().stream().map(String::strip).toList();
        if (header.isEmpty()) {
          header = cells;
        } else {
          taker.accept(new Row(header, cells));
        }
      }
    }
  }
}
