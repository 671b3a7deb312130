package dev.lethe.identitygraph.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
    List<Field> fields,
    List<Alias> aliases,
    @Nullable Training training) {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();
  private static final Model SHIPPED = load("/dev/lethe/identitygraph/model-retail-3.json");
  private static final Model BELIEVED = load("/dev/lethe/identitygraph/model-believed-2.json");

  /** The levels of one comparison. */
  public record Field(String field, List<Level> levels, List<HouseholdLevel> household) {

    public Field {
      levels = List.copyOf(levels);
      household = List.copyOf(household);
    }
  }

  /**
   * One level. Where {@code share} is given, a rare value speaks louder: the value's own frequency
   * stands in for {@code u}, and {@code share} is the part of all values that can take this level.
   */
  public record Level(String name, double m, double u, @Nullable Double share) {

    public Level {
      probability(m);
      probability(u);
      if (share != null) {
        probability(share);
      }
    }

    /** Bits of this level, to which a rare value adds its rarity. */
    public double weight() {
      return log2(m / (share == null ? u : share));
    }
  }

  /**
   * Two values of one kind that stand for each other, and the bits in meeting one for the other.
   */
  public record Alias(FrequencyKind kind, String a, String b, double bits) {

    public Alias {
      if (a.compareTo(b) >= 0 || !(bits > 0)) {
        throw new IllegalArgumentException("an alias has two values in order and says something");
      }
    }

    /** Values are names of people and places, though of many. */
    @Override
    public String toString() {
      return kind + "[…]";
    }
  }

  /** The same against members of one household. */
  public record HouseholdLevel(String name, double m, double h) {

    public HouseholdLevel {
      probability(m);
      probability(h);
    }

    /** Bits of this level. */
    public double weight() {
      return log2(m / h);
    }
  }

  public Model {
    fields = List.copyOf(fields);
    aliases = aliases == null ? List.of() : List.copyOf(aliases);
    if (expectedMatches <= 0 || expectedHousemates <= 0 || minimumPopulation < 2) {
      throw new IllegalArgumentException("expectations must be positive");
    }
  }

  /** The model that ships with the library and works on the first record. */
  public static Model shipped() {
    return SHIPPED;
  }

  /**
   * What is believed of retailers before any profile was seen: where training starts, and what it
   * falls back on where the profiles say little.
   */
  public static Model believed() {
    return BELIEVED;
  }

  /** Reads a model; refuses probabilities outside (0, 1]. */
  public static Model read(InputStream json) throws IOException {
    return MAPPER.readValue(json, Model.class);
  }

  /** Writes what {@link #read} reads; the same model gives the same bytes. */
  public void write(OutputStream json) throws IOException {
    MAPPER.writeValue(json, this);
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
