package dev.lethe.piicatalog;

import dev.lethe.piicatalog.DatasetPolicy.Suppressed;
import dev.lethe.piicatalog.DatasetPolicy.Unlisted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a data set that is a stream of events: not where data lies, but how it is pseudonymised on
 * its way.
 */
final class StreamReader {
  private static final String DROP = "drop";
  private static final String SEAL = "seal";

  private final List<SubjectRule> subjects = new ArrayList<>();
  private final Map<String, YamlCursor> conditions = new LinkedHashMap<>();
  private final Map<String, FieldRule> rules = new LinkedHashMap<>();
  private final Map<String, String> identifiers = new LinkedHashMap<>();

  private StreamReader() {}

  static DatasetPolicy read(String dataset, YamlCursor stream, List<FieldReader.Leaf> leaves)
      throws CatalogFileException {
    Map<String, YamlCursor> parts = stream.object(Set.of("suppressed", "unlisted", "output"));
    YamlCursor outputs = parts.get("output");
    Map<String, YamlCursor> output =
        outputs == null ? Map.of() : outputs.object(Set.of("profile", "customer", "key"));
    StreamReader reader = new StreamReader();
    for (FieldReader.Leaf leaf : leaves) {
      reader.leaf(leaf);
    }
    if (reader.subjects.isEmpty()) {
      stream.problem("no field says whose event it is; give one meta.lethe.subject");
    }
    reader.conditions.forEach(reader::requireSingle);
    return new DatasetPolicy(
        dataset,
        reader.subjects,
        reader.rules,
        reader.identifiers,
        choice(parts.get("suppressed"), Suppressed.values(), Suppressed.QUARANTINE),
        choice(parts.get("unlisted"), Unlisted.values(), Unlisted.REJECT),
        reader.outputName(output.get("profile"), "profile", stream),
        reader.outputName(output.get("customer"), "customer", stream),
        reader.keyOutput(output.get("key"), stream));
  }

  private void leaf(FieldReader.Leaf leaf) throws CatalogFileException {
    FieldPath path;
    try {
      path = FieldPath.parse(leaf.field().path());
    } catch (IllegalArgumentException e) {
      leaf.place()
          .problem(
              "an event's field is named by 1 to 200 characters without brackets, and []"
                  + " behind them for each list; paths have at most "
                  + FieldPath.MOST_STEPS
                  + " steps");
      return;
    }
    FieldRule rule = rule(leaf, path);
    String place = (rule instanceof FieldRule.Drop ? path.property() : path).toString();
    if (rules.put(place, rule) != null) {
      leaf.place().problem("the field " + place + " stands here twice");
    }
    leaf.field().subjectKeyKind().ifPresent(kind -> identifier(leaf, rule, kind));
  }

  private FieldRule rule(FieldReader.Leaf leaf, FieldPath path) throws CatalogFileException {
    YamlCursor subject = leaf.lethe().get("subject");
    YamlCursor treat = leaf.lethe().get("treat");
    TokenRule token = leaf.field().token();
    if (subject != null) {
      if (path.inList()) {
        subject.problem("an event has one person; a field in a list cannot name it");
      }
      subjects(subject, leaf.field().path());
      return new FieldRule.Subject();
    }
    if (treat != null) {
      return treated(leaf, treat);
    }
    return token == null ? pass(leaf) : FieldRule.of(token, leaf.field().fieldClass());
  }

  private static FieldRule treated(FieldReader.Leaf leaf, YamlCursor treat) {
    if (leaf.lethe().containsKey("suite")) {
      treat.problem("a field has a suite or a treatment, not both");
    }
    String how =
        treat.parsed(
            text -> Optional.of(text).filter(List.of(DROP, SEAL)::contains),
            "a treatment; expected drop or seal");
    return SEAL.equals(how) ? new FieldRule.Seal(leaf.field().fieldClass()) : new FieldRule.Drop();
  }

  private static FieldRule pass(FieldReader.Leaf leaf) {
    if (!leaf.categorised()) {
      leaf.place().problem("a field that passes in clear needs a data category, or treat: drop");
    }
    leaf.field().categories().stream()
        .filter(DataCategories::identifying)
        .findFirst()
        .ifPresent(key ->
            leaf.place()
                .problem(
                    key
                        + " points at a person and cannot pass in clear; give a suite, a subject or treat: drop"));
    return new FieldRule.Pass();
  }

  private void identifier(FieldReader.Leaf leaf, FieldRule rule, String kind) {
    if (!DatasetPolicy.IDENTIFIER_KINDS.contains(kind)) {
      leaf.place()
          .problem(
              "identity in an event is one of "
                  + DatasetPolicy.IDENTIFIER_KINDS.stream().sorted().toList());
    } else if (rule instanceof FieldRule.Pass || rule instanceof FieldRule.Seal) {
      leaf.place()
          .problem("an identifier becomes a token of a suite, names the person or is dropped");
    } else if (rule instanceof FieldRule.Drop && leaf.field().path().endsWith(FieldPath.ELEMENT)) {
      leaf.place().problem("an identifier in a list that is dropped is not looked at");
    } else {
      identifiers.put(leaf.field().path(), kind);
    }
  }

  private void subjects(YamlCursor list, String field) throws CatalogFileException {
    for (YamlCursor item : list.items()) {
      Map<String, YamlCursor> parts = item.object(Set.of("source", "when"));
      YamlCursor source = parts.get("source");
      YamlCursor when = parts.get("when");
      String name = source == null ? null : source.text();
      Map<String, YamlCursor> conditions = when == null ? Map.of() : when.entries();
      if (name == null || conditions.size() > 1) {
        item.problem("a subject needs one source, and at most one field in when");
        continue;
      }
      this.conditions.putAll(conditions);
      subjects.add(rule(field, name, conditions));
    }
  }

  /** A condition on a field that is not there, or there many times, would never hold. */
  private void requireSingle(String field, YamlCursor place) {
    FieldRule rule = rules.get(field);
    if (rule == null || rule instanceof FieldRule.Seal || field.contains(FieldPath.ELEMENT)) {
      place.problem("when names " + field + ", which is no single field of the event");
    }
  }

  private static SubjectRule rule(String field, String source, Map<String, YamlCursor> conditions) {
    for (Map.Entry<String, YamlCursor> condition : conditions.entrySet()) {
      String value = condition.getValue().text();
      if (value != null) {
        return new SubjectRule(field, source, condition.getKey(), value);
      }
    }
    return new SubjectRule(field, source, null, null);
  }

  /** Tokens of suites 3 and 4 need their key beside them, and others do not. */
  private @Nullable String keyOutput(@Nullable YamlCursor cursor, YamlCursor stream) {
    if (rules.values().stream().anyMatch(FieldRule.Form.class::isInstance)) {
      return outputName(cursor, "key", stream);
    }
    if (cursor != null) {
      cursor.problem("no field of the event has suite 3 or 4, which need their key beside them");
    }
    return null;
  }

  private String outputName(@Nullable YamlCursor cursor, String otherwise, YamlCursor stream) {
    String text = cursor == null ? otherwise : cursor.text();
    String name = text == null ? otherwise : text;
    if (rules.entrySet().stream().anyMatch(rule -> keeps(rule.getKey(), rule.getValue(), name))) {
      (cursor == null ? stream : cursor)
          .problem("the output " + name + " would overwrite a field of the event");
    }
    return name;
  }

  private static boolean keeps(String path, FieldRule rule, String property) {
    FieldPath field = FieldPath.parse(path);
    boolean goes =
        field.steps().size() == 1
            && (rule instanceof FieldRule.Drop || rule instanceof FieldRule.Subject);
    return !goes && field.steps().getFirst().equals(property);
  }

  private static <E extends Enum<E>> E choice(
      @Nullable YamlCursor cursor, E[] values, E otherwise) {
    if (cursor == null) {
      return otherwise;
    }
    List<String> spellings = Arrays.stream(values).map(StreamReader::spelling).toList();
    E chosen =
        cursor.parsed(
            text -> Arrays.stream(values).filter(v -> spelling(v).equals(text)).findFirst(),
            "one of " + spellings);
    return chosen == null ? otherwise : chosen;
  }

  private static String spelling(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
