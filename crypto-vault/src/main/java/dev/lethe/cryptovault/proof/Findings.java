package dev.lethe.cryptovault.proof;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Collects findings while members of a statement are read; a missing member becomes a failed
 * finding.
 */
final class Findings {
  private final List<Finding> found = new ArrayList<>();

  void passed(String words) {
    found.add(new Finding(Finding.Level.PASSED, words));
  }

  void noted(String words) {
    found.add(new Finding(Finding.Level.NOTED, words));
  }

  void failed(String words) {
    found.add(new Finding(Finding.Level.FAILED, words));
  }

  void require(boolean holds, String passed, String failed) {
    if (holds) {
      passed(passed);
    } else {
      failed(failed);
    }
  }

  Verdict verdict() {
    return new Verdict(found);
  }

  Optional<Json.Obj> object(Json.Obj in, String name, String where) {
    if (in.get(name).orElse(null) instanceof Json.Obj value) {
      return Optional.of(value);
    }
    failed(where + " has no object \"" + name + "\".");
    return Optional.empty();
  }

  List<Json> array(Json.Obj in, String name, String where) {
    if (in.get(name).orElse(null) instanceof Json.Arr(List<Json> items)) {
      return items;
    }
    failed(where + " has no list \"" + name + "\".");
    return List.of();
  }

  Optional<String> text(Json.Obj in, String name, String where) {
    if (in.get(name).orElse(null) instanceof Json.Str(String value) && !value.isBlank()) {
      return Optional.of(value);
    }
    failed(where + " has no text \"" + name + "\".");
    return Optional.empty();
  }

  OptionalLong count(Json.Obj in, String name, String where) {
    if (in.get(name).orElse(null) instanceof Json.Num(double value)
        && value >= 0
        && value == Math.rint(value)
        && value <= Json.MAX_SAFE_INTEGER) {
      return OptionalLong.of((long) value);
    }
    failed(where + " has no count \"" + name + "\".");
    return OptionalLong.empty();
  }

  Optional<Instant> time(Json.Obj in, String name, String where) {
    try {
      return text(in, name, where).map(Instant::parse);
    } catch (DateTimeParseException e) {
      failed(where + " has a \"" + name + "\" that is no UTC time.");
      return Optional.empty();
    }
  }
}
