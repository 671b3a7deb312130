package dev.lethe.piicatalog;

import static java.util.stream.Collectors.toCollection;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table, topic, file set, feature view or model in a target. Field paths are unique within an
 * asset.
 *
 * @param dataset the data set of the file that declares this asset
 */
public record Asset(
    String target, String name, String dataset, @Nullable String description, List<Field> fields) {

  /** Copies the fields and refuses two of one path. */
  public Asset {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(dataset, "dataset");
    fields = List.copyOf(fields);
    long distinct = fields.stream().map(Field::path).distinct().count();
    if (distinct != fields.size()) {
      throw new IllegalArgumentException("asset " + name + " has two fields of one path");
    }
  }

  /** Subject key kind to the column that holds it; the first column of a kind counts. */
  public Map<String, String> subjectKeyFields() {
    Map<String, String> byKind = new TreeMap<>();
    for (Field field : fields) {
      field.subjectKeyKind().ifPresent(kind -> byKind.putIfAbsent(kind, field.path()));
    }
    return Collections.unmodifiableMap(byKind);
  }

  /** Everything that an erasure does in this asset, in the order of {@link Action}. */
  public Set<Action> actions() {
    return fields.stream()
        .map(Field::action)
        .flatMap(action -> Optional.ofNullable(action).stream())
        .collect(toCollection(() -> EnumSet.noneOf(Action.class)));
  }

  /** The fields that an action applies to. */
  public List<Field> fields(Action action) {
    return fields.stream().filter(field -> field.action() == action).toList();
  }

  /** The fields that hold personal data. */
  public List<Field> personalFields() {
    return fields.stream().filter(Field::personal).toList();
  }
}
