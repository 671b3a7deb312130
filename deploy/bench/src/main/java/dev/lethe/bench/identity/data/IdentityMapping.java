package dev.lethe.bench.identity.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of labelled CSV files become profiles, and where their truth stands. Described for
 * people in {@code src/docs/evaluation.md}.
 *
 * @param description what the data is
 * @param country ISO 3166 code of every profile, for its phones and dates
 * @param files read one after the other, relative to the data folder
 * @param source the source of a row, where one file holds several
 * @param duplicateFreeSources sources in which nobody stands twice
 * @param rows column and the value it must have; other rows are left out
 * @param truth who a row is about; read by the metrics only
 * @param profile which values are which attributes
 */
public record IdentityMapping(
    @Nullable String description,
    @Nullable String country,
    List<InputFile> files,
    @Nullable Value source,
    Set<String> duplicateFreeSources,
    Map<String, String> rows,
    TruthRule truth,
    ProfileForm profile) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** A file, and the source of its rows; without one the file's name is the source. */
  public record InputFile(String path, @Nullable String source) {

    public InputFile {
      Objects.requireNonNull(path, "a file needs a path");
    }

    String sourceName() {
      return Objects.requireNonNullElse(source, String.valueOf(Path.of(path).getFileName()));
    }
  }

  /**
   * Who a row is about: a value of the row, or with {@code file} a value of that file's row with
   * the same {@code key}.
   */
  public record TruthRule(Value person, @Nullable String file, List<String> key) {

    public TruthRule {
      Objects.requireNonNull(person, "the truth needs a person");
      key = key == null ? List.of() : List.copyOf(key);
      if ((file == null) != key.isEmpty()) {
        throw new IllegalArgumentException("a file of truth and a key go together");
      }
    }
  }

  public IdentityMapping {
    files = files == null ? List.of() : List.copyOf(files);
    duplicateFreeSources =
        duplicateFreeSources == null ? Set.of() : Set.copyOf(duplicateFreeSources);
    rows = rows == null ? Map.of() : Map.copyOf(rows);
    Objects.requireNonNull(truth, "a mapping needs truth");
    Objects.requireNonNull(profile, "a mapping needs profile");
  }

  /**
   * Reads a mapping file's text.
   *
   * @throws IOException when it is no mapping; the message names the place
   */
  public static IdentityMapping read(String json) throws IOException {
    try {
      return JSON.readValue(json, IdentityMapping.class);
    } catch (JsonProcessingException e) {
      var place = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw new IOException("the mapping is not sound: " + e.getOriginalMessage() + place, e);
    }
  }

  /** The same for other files. */
  public IdentityMapping of(List<Path> others) {
    var inputs =
        others.stream().map(file -> new InputFile(file.toAbsolutePath().toString(), null)).toList();
    return new IdentityMapping(
        description, country, inputs, source, duplicateFreeSources, rows, truth, profile);
  }

  /** Refuses columns that none of the files has: they would silently be empty. */
  void mustHave(Set<String> columns) throws IOException {
    var asked =
        Stream.concat(
                Stream.concat(rows.keySet().stream(), truth.key().stream()),
                Stream.concat(
                        profile.values(),
                        Stream.of(source, truth.file() == null ? truth.person() : null)
                            .filter(Objects::nonNull))
                    .flatMap(value -> value.columns().stream()))
            .collect(Collectors.toCollection(TreeSet::new));
    asked.removeAll(columns);
    if (!asked.isEmpty()) {
      throw new IOException("the mapping names columns that no file has: " + asked);
    }
  }
}
