package dev.lethe.identitygraph.evaluate;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.normalise.Normaliser;
import dev.lethe.identitygraph.normalise.RawAttributes;
import dev.lethe.identitygraph.normalise.RawAttributes.RawAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Profiles of a public data set with the person each belongs to. Ids are random, so that no order
 * leaks the truth.
 */
record Labelled(String name, List<Profile> profiles, Map<ProfileId, String> truth) {

  private static final Normaliser NORMALISER =
      new Normaliser(() -> Instant.parse("2026-01-01T00:00:00Z"), "US");

  private static final class Reader {
    final List<Profile> profiles = new ArrayList<>();
    final Map<ProfileId, String> truth = new HashMap<>();
    final SplittableRandom random = new SplittableRandom(20261122);

    void add(String source, String person, RawAttributes raw, String country) {
      var id = ProfileId.next(random);
      profiles.add(new Profile(id, source, NORMALISER.normalise(raw, country).attributes()));
      truth.put(id, person);
    }

    Labelled done(String name) {
      return new Labelled(name, profiles, truth);
    }
  }

  static Labelled historical(Path data) throws IOException {
    var reader = new Reader();
    for (var row : Csv.read(data.resolve("er/splink/historical_50k.csv"))) {
      reader.add("wikidata", value(row, "cluster"), historical(row), "GB");
    }
    return reader.done("historical_50k");
  }

  private static RawAttributes historical(Map<String, String> row) {
    return new RawAttributes(
        row.get("first_name"),
        null,
        row.get("surname"),
        row.get("full_name"),
        List.of(),
        List.of(),
        row.get("dob"),
        row.get("gender"),
        List.of(new RawAddress(null, null, null, null, null, row.get("postcode_fake"), null)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        row.get("occupation"),
        row.get("birth_place"));
  }

  static Labelled febrl3(Path data) throws IOException {
    var reader = new Reader();
    for (var row : Csv.read(data.resolve("er/febrl/dataset3.csv"))) {
      reader.add("febrl", value(row, "rec_id").split("-")[1], febrl(row), "AU");
    }
    return reader.done("febrl3");
  }

  private static RawAttributes febrl(Map<String, String> row) {
    return new RawAttributes(
        row.get("given_name"),
        null,
        row.get("surname"),
        null,
        List.of(),
        List.of(),
        row.get("date_of_birth"),
        null,
        List.of(
            new RawAddress(
                value(row, "address_1"),
                row.get("street_number"),
                null,
                row.get("suburb"),
                row.get("state"),
                row.get("postcode"),
                null)),
        List.of(),
        List.of(),
        List.of(),
        List.of(value(row, "soc_sec_id")),
        null,
        null);
  }

  static Labelled fake1000(Path data) throws IOException {
    var reader = new Reader();
    for (var row : Csv.read(data.resolve("er/splink/fake_1000.csv"))) {
      reader.add("fake", value(row, "cluster"), fake(row), "GB");
    }
    return reader.done("fake_1000");
  }

  private static RawAttributes fake(Map<String, String> row) {
    return new RawAttributes(
        row.get("first_name"),
        null,
        row.get("surname"),
        null,
        List.of(value(row, "email")),
        List.of(),
        row.get("dob"),
        null,
        List.of(new RawAddress(null, null, null, row.get("city"), null, null, null)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null);
  }

  static Labelled senzing(Path data) throws IOException {
    var folder = data.resolve("er/senzing-truthset");
    var truth = new HashMap<String, String>();
    for (var row : Csv.read(folder.resolve("actual_truthset_key.csv"))) {
      truth.put(value(row, "DATA_SOURCE") + value(row, "RECORD_ID"), value(row, "CLUSTER_ID"));
    }
    var reader = new Reader();
    for (var file : List.of("customers", "reference", "watchlist")) {
      for (var row : Csv.read(folder.resolve(file + ".csv"))) {
        var source = value(row, "DATA_SOURCE");
        var person = truth.get(source + value(row, "RECORD_ID"));
        if (person == null) {
          throw new IOException("a record without truth in " + file);
        }
        reader.add(source, person, senzing(row), "US");
      }
    }
    return reader.done("senzing_truthset");
  }

  private static RawAttributes senzing(Map<String, String> row) {
    var organisation = row.get("PRIMARY_NAME_ORG");
    var full = row.get("PRIMARY_NAME_FULL");
    var native_ = row.get("NATIVE_NAME_FULL");
    return new RawAttributes(
        row.get("PRIMARY_NAME_FIRST"),
        row.get("PRIMARY_NAME_MIDDLE"),
        row.get("PRIMARY_NAME_LAST"),
        !blank(full) ? full : !blank(native_) ? native_ : organisation,
        List.of(value(row, "EMAIL_ADDRESS")),
        List.of(value(row, "PHONE_NUMBER")),
        row.get("DATE_OF_BIRTH"),
        row.get("GENDER"),
        List.of(
            new RawAddress(
                blank(row.get("ADDR_FULL")) ? row.get("ADDR_LINE1") : row.get("ADDR_FULL"),
                null,
                null,
                row.get("ADDR_CITY"),
                row.get("ADDR_STATE"),
                row.get("ADDR_POSTAL_CODE"),
                row.get("ADDR_COUNTRY"))),
        List.of(),
        List.of(),
        List.of(),
        nationalIds(row),
        null,
        null);
  }

  private static List<String> nationalIds(Map<String, String> row) {
    var ids = new ArrayList<String>();
    for (var column :
        List.of(
            "PASSPORT_NUMBER",
            "DRIVERS_LICENSE_NUMBER",
            "SSN_NUMBER",
            "NATIONAL_ID_NUMBER",
            "TAX_ID_NUMBER")) {
      if (!blank(row.get(column))) {
        ids.add(column + ":" + row.get(column));
      }
    }
    return ids;
  }

  private static boolean blank(@Nullable String value) {
    return value == null || value.isBlank();
  }

  private static String value(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }
}
