package dev.lethe.piicatalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the nested fields of a collection into leaves with dotted paths. */
final class FieldReader {

  private static final Set<String> KEYS =
      Set.of(
          "name",
          "description",
          "data_categories",
          "data_qualifier",
          "fides_meta",
          "fidesops_meta",
          "fields",
          "meta");
  private static final Set<String> FIDES_META =
      Set.of(
          "references",
          "identity",
          "primary_key",
          "data_type",
          "length",
          "return_all_elements",
          "read_only",
          "custom_request_field",
          "masking_strategy_override",
          "redact");
  private static final Set<String> LETHE =
      Set.of("action", "retention", "suite", "alphabet", "field_class", "treat", "subject");
  private static final Set<String> ONE_VALUE =
      Set.of("suite", "alphabet", "field_class", "treat", "subject");
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  private final List<Leaf> leaves = new ArrayList<>();
  private final Set<String> paths = new HashSet<>();

  /** A field without nested fields, and where its settings stand. */
  record Leaf(Field field, YamlCursor place, Map<String, YamlCursor> lethe, boolean categorised) {}

  /** The leaves of a collection's {@code fields}. */
  static List<Leaf> read(YamlCursor fields, FieldSettings inherited) throws CatalogFileException {
    FieldReader reader = new FieldReader();
    reader.fields(fields, "", inherited);
    return reader.leaves;
  }

  private void fields(YamlCursor list, String prefix, FieldSettings inherited)
      throws CatalogFileException {
    for (YamlCursor item : list.items()) {
      field(item, prefix, inherited);
    }
  }

  private void field(YamlCursor cursor, String prefix, FieldSettings inherited)
      throws CatalogFileException {
    Map<String, YamlCursor> parts = cursor.object(KEYS);
    Map<String, YamlCursor> lethe = lethe(parts.get("meta"), LETHE);
    FieldSettings settings = inherited.with(parts, lethe);
    String name = name(cursor, parts);
    if (name == null) {
      return;
    }
    if (!paths.add(prefix + name)) {
      cursor.problem("the field " + prefix + name + " stands here twice");
      return;
    }
    YamlCursor nested = parts.get("fields");
    if (nested == null) {
      leaves.add(
          new Leaf(
              leaf(prefix + name, parts, lethe, settings),
              cursor,
              lethe,
              parts.containsKey("data_categories") || !settings.categories().isEmpty()));
    } else {
      ONE_VALUE.stream()
          .filter(lethe::containsKey)
          .forEach(key ->
              cursor.problem(key + " belongs to a field that has no nested fields of its own"));
      fields(nested, prefix + name + ".", settings);
    }
  }

  private static Field leaf(
      String path,
      Map<String, YamlCursor> parts,
      Map<String, YamlCursor> lethe,
      FieldSettings settings)
      throws CatalogFileException {
    Map<String, YamlCursor> fides = fidesMeta(parts, FIDES_META);
    YamlCursor identity = fides.get("identity");
    YamlCursor fieldClass = lethe.get("field_class");
    YamlCursor primaryKey = fides.get("primary_key");
    return new Field(
        path,
        settings.categories(),
        identity == null ? null : kind(identity, "a subject key kind such as profile or customer"),
        TokenRuleReader.read(lethe.get("suite"), lethe.get("alphabet"), settings.categories()),
        orElse(
            fieldClass == null ? null : kind(fieldClass, "a field class such as email"),
            lastName(path)),
        settings.action(),
        settings.retention(),
        primaryKey != null && primaryKey.flag(),
        references(fides.get("references")));
  }

  private static List<Field.Reference> references(@Nullable YamlCursor cursor)
      throws CatalogFileException {
    List<Field.Reference> references = new ArrayList<>();
    for (YamlCursor item : cursor == null ? List.<YamlCursor>of() : cursor.items()) {
      Map<String, YamlCursor> parts = item.object(Set.of("dataset", "field", "direction"));
      YamlCursor dataset = parts.get("dataset");
      YamlCursor field = parts.get("field");
      YamlCursor direction = parts.get("direction");
      if (dataset == null || field == null) {
        item.problem("a reference needs a dataset and a field");
        continue;
      }
      references.add(
          new Field.Reference(
              orElse(dataset.text(), ""),
              orElse(field.text(), ""),
              direction == null ? null : direction.parsed(FieldReader::direction, "from or to")));
    }
    return references;
  }

  /**
   * What stands under {@code meta.lethe}; other people's keys in {@code meta} are none of our
   * business.
   */
  static Map<String, YamlCursor> lethe(@Nullable YamlCursor meta, Set<String> known)
      throws CatalogFileException {
    YamlCursor own = meta == null ? null : meta.entries().get("lethe");
    return own == null ? Map.of() : own.object(known);
  }

  /** What stands under {@code fides_meta}, or under its older name. */
  static Map<String, YamlCursor> fidesMeta(Map<String, YamlCursor> parts, Set<String> known)
      throws CatalogFileException {
    YamlCursor meta = parts.getOrDefault("fides_meta", parts.get("fidesops_meta"));
    return meta == null ? Map.of() : meta.object(known);
  }

  /** The required name of a thing. */
  static @Nullable String name(YamlCursor cursor, Map<String, YamlCursor> parts) {
    YamlCursor name = parts.get("name");
    if (name == null) {
      cursor.problem("a name is missing");
      return null;
    }
    return name.text();
  }

  private static @Nullable String kind(YamlCursor cursor, String expected) {
    return cursor.parsed(
        text -> Optional.of(text).filter(t -> KIND.matcher(t).matches()), expected);
  }

  private static Optional<String> direction(String text) {
    return Optional.of(text).filter(Set.of("from", "to")::contains);
  }

  private static String lastName(String path) {
    return path.substring(path.lastIndexOf('.') + 1).replace(FieldPath.ELEMENT, "");
  }

  private static String orElse(@Nullable String value, String other) {
    return value == null ? other : value;
  }
}
