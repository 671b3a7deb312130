package dev.lethe.identitygraph.score;

import java.util.List;
import java.util.function.Function;

/**
 * A single word or phrase that agrees or differs; agreement counts the value's rarity when the
 * model says so.
 */
final class WordComparison implements Comparison {

  private static final List<String> LEVELS = List.of("agrees", "differs");
  private final String field;
  private final Function<Prepared, Word> value;

  WordComparison(String field, Function<Prepared, Word> value) {
    this.field = field;
    this.value = value;
  }

  @Override
  public String field() {
    return field;
  }

  @Override
  public List<String> levels() {
    return LEVELS;
  }

  @Override
  public List<String> householdLevels() {
    return LEVELS;
  }

  @Override
  public boolean knows(Prepared profile) {
    return value.apply(profile).known();
  }

  @Override
  public void compare(Prepared a, Prepared b, int field, Findings findings) {
    var left = value.apply(a);
    if (left == value.apply(b)) {
      findings.set(field, 0, 0, left.ratio);
    } else {
      findings.set(field, 1, 1, 1);
    }
  }
}
