package dev.lethe.service.policy;

import dev.lethe.service.web.ProblemException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks single values of a document; each refusal names the field by its place. */
final class PolicyValues {
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final int MOST_NAMES = 1_000;

  private PolicyValues() {}

  /** A condition on a text. */
  interface Check {
    boolean holds(String text);
  }

  /** One text at least, each of which passes the check, and none twice. */
  static Set<String> some(
      String at, @Nullable List<@Nullable String> texts, Check check, String expected) {
    var set = new LinkedHashSet<String>();
    for (var any : bounded(at, texts, MOST_NAMES)) {
      var place = at + "[" + set.size() + "]";
      var text = present(place, any);
      if (!check.holds(text) || !set.add(text)) {
        throw wrong(place, expected + " Nothing twice.");
      }
    }
    if (set.isEmpty()) {
      throw ProblemException.missingField(at);
    }
    return Set.copyOf(set);
  }

  /** A whole number from 1 on. */
  static int count(String at, @Nullable Integer value, int most) {
    return Math.toIntExact(number(at, value == null ? null : value.longValue(), most));
  }

  /** A whole number from 1 on. */
  static long number(String at, @Nullable Long value, long most) {
    long number = present(at, value);
    if (number < 1 || number > most) {
      throw wrong(at, "A whole number from 1 to " + most + ".");
    }
    return number;
  }

  /** A name that programs use. */
  static String code(String at, @Nullable String text) {
    var code = present(at, text);
    if (!CODE.matcher(code).matches()) {
      throw wrong(at, "1 to 64 lower-case letters, digits and _, a letter first.");
    }
    return code;
  }

  /** A list that is there and not too long. */
  static <T> List<@Nullable T> bounded(String at, @Nullable List<@Nullable T> list, int most) {
    var all = present(at, list);
    if (all.size() > most) {
      throw wrong(at, "At most " + most + ".");
    }
    return all;
  }

  /** What has to be there. */
  static <T> T present(String at, @Nullable T value) {
    if (value == null) {
      throw ProblemException.missingField(at);
    }
    return value;
  }

  static ProblemException wrong(String at, String expected) {
    return ProblemException.invalidField(at, expected);
  }
}
