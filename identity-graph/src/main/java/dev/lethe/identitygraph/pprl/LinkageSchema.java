package dev.lethe.identitygraph.pprl;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * What two partners agree on before they encode: which columns count, how each is normalised and
 * cut, and how many bits it may set. Encodings can be compared only when both sides used the same
 * schema and the same secret.
 *
 * @param version of the format, {@value #VERSION}
 * @param length bits of a filter, {@value Clk#LENGTH}
 * @param minimumBits a record whose usable features are worth fewer bits gets no encoding
 * @param threshold the likeness from which on two encodings are taken for one person whatever the
 *     files; holds people of one household apart
 * @param leastThreshold how far the threshold may be lowered where the files show that different
 *     people are never so alike
 */
public record LinkageSchema(
    int version,
    String id,
    int length,
    int minimumBits,
    double threshold,
    double leastThreshold,
    List<Feature> features) {

  /** The format that is written and read. */
  public static final int VERSION = 1;

  /** The ids of the schemas that ship with the library. */
  public static final List<String> SHIPPED = List.of("person-address-1", "person-contact-1");

  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /**
   * What is hashed under one key. Values of several columns are cut and hashed alike, so that a
   * value in the wrong one of them costs nothing: given and family name, the lines of an address.
   *
   * @param bits how many positions the tokens of one value are given, whatever its length
   */
  public record Feature(
      String name, List<String> columns, Normalisation normalisation, TokenKind kind, int bits) {

    public Feature {
      columns = List.copyOf(columns);
      if (name.isBlank() || columns.isEmpty() || columns.stream().anyMatch(String::isBlank)) {
        throw new IllegalArgumentException("a feature has no name or a column without a name");
      }
      if (bits < 1 || bits > Clk.LENGTH) {
        throw new IllegalArgumentException(
            "the bits of " + name + " must lie between 1 and " + Clk.LENGTH);
      }
    }

    int allBits() {
      return bits * columns.size();
    }
  }

  public LinkageSchema {
    features = List.copyOf(features);
    if (version != VERSION || length != Clk.LENGTH) {
      throw new IllegalArgumentException(
          "only format version " + VERSION + " with " + Clk.LENGTH + " bits is known");
    }
    requireDistinct("features", features.stream().map(Feature::name).toList());
    requireDistinct("columns", features.stream().flatMap(each -> each.columns().stream()).toList());
    var bits = features.stream().mapToInt(Feature::allBits).sum();
    if (minimumBits < 1 || minimumBits > bits) {
      throw new IllegalArgumentException("minimum_bits must lie between 1 and " + bits);
    }
    if (!(leastThreshold > 0 && leastThreshold <= threshold && threshold <= 1)) {
      throw new IllegalArgumentException(
          "the thresholds must lie in (0, 1], least_threshold first");
    }
  }

  private static void requireDistinct(String what, List<String> names) {
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException("two " + what + " have the same name");
    }
  }

  /** Every column that is read, in the order of the features. */
  public List<String> columns() {
    return features.stream().flatMap(feature -> feature.columns().stream()).toList();
  }

  /**
   * Reads a schema.
   *
   * @throws IllegalArgumentException when it is not a schema; the message says why
   */
  public static LinkageSchema read(InputStream json) throws IOException {
    try {
      return MAPPER.readValue(json, LinkageSchema.class);
    } catch (JacksonException e) {
      var cause = e.getCause() instanceof IllegalArgumentException why ? why.getMessage() : null;
      throw new IllegalArgumentException(
          "not a linkage schema: " + (cause == null ? e.getOriginalMessage() : cause), e);
    }
  }

  /**
   * SHA-256 over everything that decides how a record is encoded; the threshold is no part of it.
   */
  public String fingerprint() {
    var text = new StringBuilder("lethe/clk/" + version + "/" + length + "/" + minimumBits);
    for (var feature : features) {
      text.append('\n').append(feature.name()).append('\n').append(feature.columns());
      text.append('\n').append(feature.normalisation());
      text.append('\n').append(feature.kind()).append('\n').append(feature.bits());
    }
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * A schema that ships with the library, by its id.
   *
   * @throws IllegalArgumentException when there is none of this name
   */
  public static LinkageSchema shipped(String id) {
    if (!SHIPPED.contains(id)) {
      throw new IllegalArgumentException("no schema of this name ships: " + SHIPPED);
    }
    var resource = "/dev/lethe/identitygraph/linkage-" + id + ".json";
    try (var stream =
        Objects.requireNonNull(LinkageSchema.class.getResourceAsStream(resource), resource)) {
      return read(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
