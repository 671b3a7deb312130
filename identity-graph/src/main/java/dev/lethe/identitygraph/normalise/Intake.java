package dev.lethe.identitygraph.normalise;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes raw values one by one and keeps the reasons of those it refuses. */
final class Intake {

  /** More values than any person has of one kind. */
  private static final int MOST_VALUES = 20;

  private final List<FieldProblem> problems = new ArrayList<>();

  /**
   * The result of reading one value: a usable value or the reason why not; both null when there was
   * none.
   */
  record Read<T>(@Nullable T value, @Nullable String reason) {

    static <T> Read<T> of(T value) {
      return new Read<>(value, null);
    }

    static <T> Read<T> refused(String reason) {
      return new Read<>(null, reason);
    }

    static <T> Read<T> absent() {
      return new Read<>(null, null);
    }
  }

  <T> @Nullable T one(String field, @Nullable String raw, Function<String, Read<T>> reader) {
    if (raw == null || raw.isBlank()) {
      return null;
    }
    if (raw.length() > Text.LONGEST) {
      problems.add(new FieldProblem(field, "longer than " + Text.LONGEST + " characters"));
      return null;
    }
    var read = reader.apply(raw);
    if (read.reason() != null) {
      problems.add(new FieldProblem(field, read.reason()));
    }
    return read.value();
  }

  List<String> many(String field, List<String> raw, Function<String, Read<String>> reader) {
    if (raw.size() > MOST_VALUES) {
      problems.add(new FieldProblem(field, "more than " + MOST_VALUES + " values"));
    }
    var kept = new LinkedHashSet<String>();
    for (var value : raw.subList(0, Math.min(raw.size(), MOST_VALUES))) {
      var read = one(field, value, reader);
      if (read != null) {
        kept.add(read);
      }
    }
    return List.copyOf(kept);
  }

  void problem(String field, String reason) {
    problems.add(new FieldProblem(field, reason));
  }

  List<FieldProblem> problems() {
    return problems;
  }
}
