package dev.lethe.piicatalog;

import java.time.DateTimeException;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a data set, a collection or a field says about its fields; each level starts from the level
 * above and overrides it, except that categories add up.
 */
record FieldSettings(
    SortedSet<String> categories, @Nullable Action action, @Nullable Retention retention) {

  static final FieldSettings NONE = new FieldSettings(new TreeSet<>(), null, null);

  /** This level's settings over the inherited ones. */
  FieldSettings with(Map<String, YamlCursor> level, Map<String, YamlCursor> lethe)
      throws CatalogFileException {
    SortedSet<String> all = new TreeSet<>(categories);
    all.addAll(categories(level.get("data_categories")));
    Action ownAction = action(lethe.get("action"));
    Retention ownRetention = retention(lethe.get("retention"));
    FieldSettings merged =
        new FieldSettings(
            all,
            ownAction == null ? action : ownAction,
            ownRetention == null ? retention : ownRetention);
    YamlCursor place = lethe.get("action");
    if (place != null && ownAction == Action.RETAIN && !merged.retainedByLaw()) {
      place.problem(
          "retain needs a retention with its law, such as {period: P10Y, law: \"§ 147 AO\"}");
    }
    return merged;
  }

  private boolean retainedByLaw() {
    return retention != null && retention.law() != null;
  }

  private static List<String> categories(@Nullable YamlCursor cursor) throws CatalogFileException {
    List<String> keys = new ArrayList<>();
    if (cursor == null) {
      return keys;
    }
    for (YamlCursor item : cursor.items()) {
      String key =
          item.parsed(
              text -> Optional.of(text).filter(DataCategories::known), "a known data category");
      if (key != null && keys.contains(key)) {
        item.problem("the category stands here twice");
      } else if (key != null) {
        keys.add(key);
      }
    }
    return keys;
  }

  private static @Nullable Action action(@Nullable YamlCursor cursor) {
    List<String> spellings = Arrays.stream(Action.values()).map(Action::spelling).toList();
    return cursor == null
        ? null
        : cursor.parsed(Action::of, "an action; expected one of " + spellings);
  }

  private static @Nullable Retention retention(@Nullable YamlCursor cursor)
      throws CatalogFileException {
    if (cursor == null) {
      return null;
    }
    if (cursor.isScalar()) {
      return retention(cursor, null);
    }
    Map<String, YamlCursor> parts = cursor.object(Set.of("period", "law"));
    YamlCursor period = parts.get("period");
    YamlCursor law = parts.get("law");
    if (period == null) {
      cursor.problem("a retention needs a period");
      return null;
    }
    return retention(period, law == null ? null : law.text());
  }

  private static @Nullable Retention retention(YamlCursor period, @Nullable String law) {
    return period.parsed(
        text -> {
          try {
            return Optional.of(new Retention(Period.parse(text), law));
          } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
          }
        },
        "a positive ISO-8601 period such as P2Y or P90D");
  }
}
