package dev.lethe.cli.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the rows of a CSV become profiles of one source. Checked whole before the first row. */
public final class Mapping {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final Set<String> KINDS = Set.of("pos", "web", "app", "crm", "email", "other");

  private final String source;
  private final MappingFile file;
  private final List<String> key;
  private final List<ColumnRule> rules = new ArrayList<>();
  private final List<Map.Entry<AttributePath, String>> constants = new ArrayList<>();

  private record ColumnRule(
      String column, List<AttributePath> targets, DateReader dates, @Nullable String split) {}

  private Mapping(MappingFile file) throws MappingException {
    this.file = file;
    this.source = required(file.source(), "source");
    this.key = required(file.sourceKey(), "source_key");
    List<String> formats = Objects.requireNonNullElse(file.dateFormats(), List.of());
    for (Map.Entry<String, MappingFile.Column> entry :
        required(file.columns(), "columns").entrySet()) {
      rules.add(rule(entry.getKey(), entry.getValue(), formats));
    }
    for (Map.Entry<String, String> entry : orEmpty(file.constants()).entrySet()) {
      constants.add(Map.entry(AttributePath.parse(entry.getKey()), entry.getValue()));
    }
    if (key.isEmpty() || (rules.isEmpty() && constants.isEmpty())) {
      throw new MappingException("a mapping needs a source_key and at least one column");
    }
    if (!KINDS.contains(sourceKind())) {
      throw new MappingException("source_kind must be one of " + KINDS.stream().sorted().toList());
    }
  }

  /** Reads a mapping file's text. */
  public static Mapping read(String yaml) throws MappingException {
    try {
      if (YAML.readTree(yaml).isMissingNode()) {
        throw new MappingException("the mapping file is empty");
      }
      return new Mapping(YAML.readValue(yaml, MappingFile.class));
    } catch (JsonProcessingException e) {
      String place = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
      throw new MappingException(place + e.getOriginalMessage());
    }
  }

  /** The source that the profiles belong to. */
  public String source() {
    return source;
  }

  /** The kind of the source, for registering it. */
  public String sourceKind() {
    return Objects.requireNonNullElse(file.sourceKind(), "other");
  }

  /** Whether the source itself never knows one person twice. */
  public boolean duplicateFree() {
    return file.duplicateFree();
  }

  char delimiter() {
    String delimiter = Objects.requireNonNullElse(file.delimiter(), ",");
    return delimiter.isEmpty() ? ',' : delimiter.charAt(0);
  }

  /** The columns that the file must have. */
  List<String> columns() {
    List<String> columns = new ArrayList<>(key);
    rules.forEach(rule -> columns.add(rule.column()));
    columns.addAll(orEmpty(file.where()).keySet());
    return columns;
  }

  /** Whether the mapping speaks about this row at all. */
  boolean concerns(Row row) {
    return orEmpty(file.where()).entrySet().stream()
        .allMatch(condition -> row.value(condition.getKey()).equals(condition.getValue()));
  }

  /** The row's key within the source, or nothing where a part is empty. */
  Optional<String> key(Row row) {
    List<String> parts = key.stream().map(row::value).toList();
    return parts.contains("") ? Optional.empty() : Optional.of(String.join(":", parts));
  }

  /** The profile that a row describes, as the API takes it. */
  ObjectNode profile(Row row, String sourceKey) {
    ObjectNode profile = YAML.createObjectNode();
    profile.put("source", source).put("source_key", sourceKey);
    ObjectNode attributes = profile.putObject("attributes");
    if (file.country() != null) {
      profile.put(AttributePath.COUNTRY, file.country());
    }
    constants.forEach(entry -> put(profile, attributes, entry.getKey(), entry.getValue()));
    for (ColumnRule rule : rules) {
      for (String value : values(rule, row.value(rule.column()))) {
        rule.targets()
            .forEach(target ->
                put(
                    profile,
                    attributes,
                    target,
                    target.attribute().equals("birth_date") ? rule.dates().read(value) : value));
      }
    }
    return profile;
  }

  private static void put(
      ObjectNode profile, ObjectNode attributes, AttributePath target, String value) {
    if (target.isCountry()) {
      profile.put(AttributePath.COUNTRY, value);
    } else {
      target.put(attributes, value);
    }
  }

  private static List<String> values(ColumnRule rule, String value) {
    List<String> parts =
        rule.split() == null ? List.of(value) : List.of(value.split(Pattern.quote(rule.split())));
    return parts.stream().map(String::strip).filter(part -> !part.isEmpty()).toList();
  }

  private static ColumnRule rule(String column, MappingFile.Column form, List<String> formats)
      throws MappingException {
    List<AttributePath> targets = new ArrayList<>();
    for (String path : required(form.to(), "columns." + column + ".to")) {
      targets.add(AttributePath.parse(path));
    }
    DateReader dates = new DateReader(Objects.requireNonNullElse(form.dateFormats(), formats));
    return new ColumnRule(column, targets, dates, form.split());
  }

  private static <T> T required(@Nullable T value, String name) throws MappingException {
    if (value == null) {
      throw new MappingException("the mapping file does not say " + name);
    }
    return value;
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : map;
  }
}
