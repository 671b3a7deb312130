package dev.lethe.piicatalog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a field lies in an event: the names of the properties that lead to it, parted by dots, with
 * {@code []} behind a name for each list that is gone through. {@code order.items[].note} is the
 * note of every item, {@code tags[]} every value of a list, {@code grid[][]} every value of a list
 * of lists.
 *
 * @param steps names of properties, and {@link #ELEMENT} for whatever stands in a list
 */
public record FieldPath(List<String> steps) {
  /** The step into a list; no property has this name. */
  public static final String ELEMENT = "[]";

  /** How deep a field may lie. */
  public static final int MOST_STEPS = 32;

  /** A name with its lists; control characters would tear problems and logs apart. */
  private static final Pattern PART =
      Pattern.compile("[^.\\[\\]\\p{Cntrl}\\p{Z}](?:[^.\\[\\]\\p{Cntrl}]{0,199})((?:\\[])*)");

  /** Copies the steps and refuses none. */
  public FieldPath {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.size() > MOST_STEPS) {
      throw new IllegalArgumentException("a path has 1 to " + MOST_STEPS + " steps");
    }
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException when a name is empty, longer than 200 characters or has
   *     brackets inside, or the path is too long
   */
  public static FieldPath parse(String text) {
    List<String> steps = new ArrayList<>();
    for (String part : text.split("\\.", -1)) {
      var match = PART.matcher(part);
      if (!match.matches()) {
        throw new IllegalArgumentException("a part of a path is a name, and [] for each list");
      }
      steps.add(part.substring(0, match.start(1)));
      for (int lists = match.group(1).length() / ELEMENT.length(); lists > 0; lists--) {
        steps.add(ELEMENT);
      }
    }
    return new FieldPath(steps);
  }

  /** Whether there may be many values of this path in one event. */
  public boolean inList() {
    return steps.contains(ELEMENT);
  }

  /** The property that holds the field, or the list of it: the path without what ends it. */
  public FieldPath property() {
    int end = steps.size();
    while (steps.get(end - 1).equals(ELEMENT)) {
      end--;
    }
    return new FieldPath(steps.subList(0, end));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String step : steps) {
      if (!step.equals(ELEMENT) && !text.isEmpty()) {
        text.append('.');
      }
      text.append(step);
    }
    return text.toString();
  }
}
