package dev.lethe.identitygraph.score;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * What each level of agreement is worth, as probabilities: {@code m} among profiles of one person,
 * {@code u} among two strangers, {@code h} among two members of one household. A model never
 * changes once released; another is another id.
 */
public record Model(
    String id,
    double expectedMatches,
    double expectedHousemates,
    long minimumPopulation,
    List<Field> fields) {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  private static final Model SHIPPED = load("/dev/lethe/identitygraph/model-retail-1.json");

  /** The levels of one comparison. */
  public record Field(String field, List<Level> levels, List<HouseholdLevel> household) {

    public Field {
      levels = List.copyOf(levels);
      household = List.copyOf(household);
    }
  }

  /** With {@code rarity} the value's own share stands in for {@code u}. */
  public record Level(String name, double m, double u, boolean rarity) {

    public Level {
      probability(m);
      probability(u);
    }

    double weight() {
      return rarity ? log2(m) : log2(m / u);
    }
  }

  /** The same against members of one household. */
  public record HouseholdLevel(String name, double m, double h) {

    public HouseholdLevel {
      probability(m);
      probability(h);
    }

    double weight() {
      return log2(m / h);
    }
  }

  public Model {
    fields = List.copyOf(fields);
    if (expectedMatches <= 0 || expectedHousemates <= 0 || minimumPopulation < 2) {
      throw new IllegalArgumentException("expectations must be positive");
    }
  }

  /** The model that ships with the library and works on the first record. */
  public static Model shipped() {
    return SHIPPED;
  }

  /** Reads a model; refuses probabilities outside (0, 1]. */
  public static Model read(InputStream json) throws IOException {
    return MAPPER.readValue(json, Model.class);
  }

  /**
   * The bits that speak against a match before anything is compared, in a population of so many
   * profiles.
   */
  double prior(long profiles) {
    return log2(expectedMatches / Math.max(minimumPopulation, profiles));
  }

  /** The same against the rival "two members of one household". */
  double householdPrior() {
    return log2(expectedMatches / expectedHousemates);
  }

  private static Model load(String resource) {
    try (var stream = Objects.requireNonNull(Model.class.getResourceAsStream(resource), resource)) {
      return read(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void probability(double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException("a probability must lie in (0, 1]");
    }
  }

  static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }
}
