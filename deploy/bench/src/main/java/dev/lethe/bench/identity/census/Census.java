package dev.lethe.bench.identity.census;

import dev.lethe.bench.identity.census.Resident.Dwelling;
import dev.lethe.bench.identity.data.Table;
import dev.lethe.bench.identity.data.Table.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Reads pseudopeople's census. All of it lies in one town without a postcode; homes get made-up
 * ones, since a retailer's customers live in many.
 */
final class Census {

  private static final List<String> TOWNS =
      List.of("Arden", "Belmore", "Caulder", "Dunmere", "Easthaven", "Fairwick", "Glenrose");

  private final SplittableRandom random = new SplittableRandom(2020);
  private final Map<String, Place> places = new HashMap<>();

  private record Place(String town, String postcode) {}

  /** Everybody counted in a year, in the order of the file. */
  static List<Resident> read(Path file, int year) throws IOException {
    var census = new Census();
    return Table.read(file).rows().stream()
        .filter(row -> row.value("year").equals(Integer.toString(year)))
        .map(census::resident)
        .toList();
  }

  private Resident resident(Row row) {
    var together = row.value("household_id");
    return new Resident(
        row.value("simulant_id"),
        row.value("first_name"),
        row.value("middle_initial"),
        row.value("last_name"),
        LocalDate.parse(row.value("date_of_birth").substring(0, "yyyy-mm-dd".length())),
        row.value("sex").equals("Female"),
        Integer.parseInt(row.value("age")),
        row.value("housing_type").equals("Household") ? together : "",
        dwelling(row, places.computeIfAbsent(together, home -> place())));
  }

  private static Dwelling dwelling(Row row, Place place) {
    return new Dwelling(
        row.value("street_number"),
        row.value("street_name"),
        row.value("unit_number"),
        place.town(),
        place.postcode());
  }

  private Place place() {
    var town = random.nextInt(TOWNS.size());
    return new Place(TOWNS.get(town), "98%d%02d".formatted(town, random.nextInt(40)));
  }
}
