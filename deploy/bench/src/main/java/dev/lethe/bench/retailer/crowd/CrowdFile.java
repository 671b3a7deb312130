package dev.lethe.bench.retailer.crowd;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lethe.identitygraph.normalise.RawAttributes.RawAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes a crowd as a CSV with its truth in the column {@code person}. */
public final class CrowdFile {

  /** The columns, in order. */
  public static final List<String> COLUMNS =
      List.of(
          "unique_id",
          "person",
          "source",
          "given_name",
          "middle_name",
          "family_name",
          "birth_date",
          "email",
          "phone",
          "house_number",
          "street",
          "unit",
          "city",
          "postcode",
          "loyalty_id",
          "device_id",
          "cookie_id");

  private static final RawAddress NOWHERE =
      new RawAddress(null, null, null, null, null, null, null);

  private CrowdFile() {}

  /** Writes so many profiles of a seed. */
  public static void write(Path file, long seed, int profiles) throws IOException {
    try (var csv = CsvWriter.builder().build(file)) {
      csv.writeRecord(COLUMNS);
      Crowd.make(seed, profiles, profile -> csv.writeRecord(cells(profile)));
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNullElse(e.getCause(), new IOException(e));
    }
  }

  private static List<String> cells(CrowdProfile profile) {
    var raw = profile.attributes();
    var home = raw.addresses().isEmpty() ? NOWHERE : raw.addresses().getFirst();
    return List.of(
        profile.id().toString(),
        Integer.toString(profile.person()),
        profile.source(),
        text(raw.givenName()),
        text(raw.middleName()),
        text(raw.familyName()),
        text(raw.birthDate()),
        first(raw.emails()),
        first(raw.phones()),
        text(home.houseNumber()),
        text(home.street()),
        text(home.unit()),
        text(home.city()),
        text(home.postcode()),
        first(raw.loyaltyIds()),
        first(raw.deviceIds()),
        first(raw.cookieIds()));
  }

  private static String first(List<String> values) {
    return values.isEmpty() ? "" : values.getFirst();
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
