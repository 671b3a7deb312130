package dev.lethe.identitygraph.score;

import java.util.ArrayList;
import java.util.List;

/**
 * The whole name in one comparison: evidence of the paired words, and how much stays unexplained.
 * Within a household the family name says nothing, so there only given names and generations count.
 * Names in different scripts say nothing.
 */
final class NameComparison implements Comparison {

  private static final String[] RESTS = {"much left", "little left", "none left", "identical"};
  private static final double MUCH = 8;
  private static final int EQUAL = 0;
  private static final int HALF_GENERATION = 1;
  private static final int VARIANT = 2;
  private static final int LOOSE = 3;
  private static final int CONFLICT = 4;
  private static final int GENERATION = 5;
  private static final double SAME_NAME = 0.65;
  private static final double LIKE_NAME = 0.6;
  private final WordPairs.Worth alike;

  NameComparison(WordPairs.Worth alike) {
    this.alike = alike;
  }

  @Override
  public String field() {
    return "name";
  }

  @Override
  public List<String> levels() {
    var names = new ArrayList<String>();
    for (var bin : Bins.NAMES) {
      for (var rest : RESTS) {
        names.add(bin + " bits, " + rest);
      }
    }
    return names;
  }

  @Override
  public List<String> householdLevels() {
    return List.of(
        "given name equal",
        "given name equal, generation on one side",
        "given name misspelt or short",
        "given name loosely alike",
        "given name differs",
        "generation differs");
  }

  @Override
  public boolean knows(Prepared profile) {
    return profile.words.length > 0;
  }

  @Override
  public boolean knowsHousehold(Prepared profile) {
    return profile.given.length > 0;
  }

  @Override
  public void compare(Prepared a, Prepared b, int field, Findings findings) {
    if ((a.scripts & b.scripts) == 0) {
      return;
    }
    var words = findings.words;
    words.match(a.words, b.words, alike);
    var rest = words.identical() ? 3 : words.rest() == 0 ? 2 : words.rest() < MUCH ? 1 : 0;
    findings.set(field, Bins.of(words.evidence()) * RESTS.length + rest, household(a, b), 1);
  }

  private static int household(Prepared a, Prepared b) {
    if (a.generation != null && b.generation != null && !a.generation.equals(b.generation)) {
      return GENERATION;
    }
    if (a.given.length == 0 || b.given.length == 0) {
      return Findings.NOTHING;
    }
    var best = given(a, b);
    // Between two given names likeness is the same from either side.
    if (best != EQUAL && (a.given.length > 1 || b.given.length > 1 || swapped(b, a))) {
      best = Math.min(best, given(b, a));
    }
    var half = best == EQUAL && (a.generation == null) != (b.generation == null);
    return half ? HALF_GENERATION : best;
  }

  /**
   * An initial stands for a first name only: "Claire K" is not "King" because of her second name.
   */
  private static int given(Prepared a, Prepared b) {
    var first = a.given[0];
    var best = likeness(first, b.given[0]);
    for (var k = 1; k < b.given.length && !initial(first); k++) {
      if (!initial(b.given[k])) {
        best = Math.min(best, likeness(first, b.given[k]));
      }
    }
    return swapped(a, b) ? Math.min(best, LOOSE) : best;
  }

  private static boolean initial(Word word) {
    return word.text.length() == 1;
  }

  /** Given and family name are swapped often enough. */
  private static boolean swapped(Prepared a, Prepared b) {
    for (var other : b.family) {
      if (a.given[0] == other) {
        return true;
      }
    }
    return false;
  }

  private static int likeness(Word s, Word t) {
    if (s == t) {
      return initial(s) ? LOOSE : EQUAL;
    }
    if (s.initialOf(t) || t.initialOf(s)) {
      return LOOSE;
    }
    if (s.unlike(t)) {
      return CONFLICT;
    }
    var shorter = Math.min(s.text.length(), t.text.length());
    var likeness = WordMatch.likeness(s, t);
    if (Nicknames.alike(s.text, t.text) || (likeness >= SAME_NAME && shorter >= 4)) {
      return VARIANT;
    }
    var shortened = shorter >= 3 && (s.text.startsWith(t.text) || t.text.startsWith(s.text));
    return shortened || (likeness >= LIKE_NAME && shorter >= 4) ? LOOSE : CONFLICT;
  }
}
