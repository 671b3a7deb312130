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

  private final List<SubjectRule> subjects = new ArrayList<>();
  private final Map<String, FieldRule> rules = new LinkedHashMap<>();

  private StreamReader() {}

  static DatasetPolicy read(String dataset, YamlCursor stream, List<FieldReader.Leaf> leaves)
      throws CatalogFileException {
    Map<String, YamlCursor> parts = stream.object(Set.of("suppressed", "unlisted", "output"));
    YamlCursor outputs = parts.get("output");
    Map<String, YamlCursor> output =
        outputs == null ? Map.of() : outputs.object(Set.of("profile", "customer"));
    StreamReader reader = new StreamReader();
    for (FieldReader.Leaf leaf : leaves) {
      reader.leaf(leaf);
    }
    if (reader.subjects.isEmpty()) {
      stream.problem("no field says whose event it is; give one meta.lethe.subject");
    }
    return new DatasetPolicy(
        dataset,
        reader.subjects,
        reader.rules,
        choice(parts.get("suppressed"), Suppressed.values(), Suppressed.QUARANTINE),
        choice(parts.get("unlisted"), Unlisted.values(), Unlisted.REJECT),
        reader.outputName(output.get("profile"), "profile", stream),
        reader.outputName(output.get("customer"), "customer", stream));
  }

  private void leaf(FieldReader.Leaf leaf) throws CatalogFileException {
    YamlCursor subject = leaf.lethe().get("subject");
    YamlCursor treat = leaf.lethe().get("treat");
    Suite suite = leaf.field().suite();
    if (subject != null) {
      subjects(subject, leaf.field().path());
      rules.put(leaf.field().path(), new FieldRule.Subject());
    } else if (treat != null) {
      treat.parsed(text -> Optional.of(text).filter("drop"::equals), "a treatment; expected drop");
      rules.put(leaf.field().path(), new FieldRule.Drop());
    } else if (suite != null) {
      rules.put(leaf.field().path(), new FieldRule.Tokenize(suite, leaf.field().fieldClass()));
    } else {
      pass(leaf);
    }
  }

  private void pass(FieldReader.Leaf leaf) {
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
    rules.put(leaf.field().path(), new FieldRule.Pass());
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
      subjects.add(rule(field, name, conditions));
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

  private String outputName(@Nullable YamlCursor cursor, String otherwise, YamlCursor stream) {
    String text = cursor == null ? otherwise : cursor.text();
    String name = text == null ? otherwise : text;
    if (rules.get(name) instanceof FieldRule.Pass
        || rules.get(name) instanceof FieldRule.Tokenize) {
      (cursor == null ? stream : cursor)
          .problem("the output " + name + " would overwrite a field of the event");
    }
    return name;
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
