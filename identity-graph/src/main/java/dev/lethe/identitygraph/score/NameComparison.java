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
  private static final int ALIKE = 1;
  private static final int CONFLICT = 2;
  private static final int GENERATION = 3;
  private static final double SAME_NAME = 0.6;

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
        "given name equal", "given name alike", "given name differs", "generation differs");
  }

  @Override
  public Match compare(Prepared a, Prepared b) {
    if (a.words.length == 0 || b.words.length == 0 || (a.scripts & b.scripts) == 0) {
      return Match.UNKNOWN;
    }
    var tokens = TokenEvidence.of(a.words, b.words);
    var rest = tokens.identical() ? 3 : tokens.rest() == 0 ? 2 : tokens.rest() < MUCH ? 1 : 0;
    return new Match(Bins.of(tokens.evidence()) * RESTS.length + rest, household(a, b));
  }

  private static int household(Prepared a, Prepared b) {
    if (a.generation != null && b.generation != null && !a.generation.equals(b.generation)) {
      return GENERATION;
    }
    if (a.given.length == 0 || b.given.length == 0) {
      return Match.NOTHING;
    }
    return Math.min(given(a, b), given(b, a));
  }

  private static int given(Prepared a, Prepared b) {
    var first = a.given[0];
    var best = CONFLICT;
    for (var other : b.given) {
      best = Math.min(best, likeness(first, other));
    }
    // Given and family name are swapped often enough.
    for (var other : b.family) {
      best = first.text().equals(other.text()) ? Math.min(best, ALIKE) : best;
    }
    return best;
  }

  private static int likeness(Word s, Word t) {
    if (s.text().equals(t.text())) {
      return s.text().length() == 1 ? ALIKE : EQUAL;
    }
    if (s.initialOf(t) || t.initialOf(s)) {
      return ALIKE;
    }
    var shorter = Math.min(s.text().length(), t.text().length());
    var shortened =
        shorter >= 3 && (s.text().startsWith(t.text()) || t.text().startsWith(s.text()));
    var close =
        TokenEvidence.likeness(s, t) >= SAME_NAME
            && (shorter >= 4 || Nicknames.alike(s.text(), t.text()));
    return shortened || close ? ALIKE : CONFLICT;
  }
}
