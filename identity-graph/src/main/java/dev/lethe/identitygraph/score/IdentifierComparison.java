package dev.lethe.identitygraph.score;

import java.util.List;

/**
 * Identifiers that are equal or not. A value held by many profiles counts less, by very many not at
 * all.
 */
final class IdentifierComparison implements Comparison {

  private static final int EXACT = 0;
  private final String field;
  private final int kind;
  private final Likeness likeness;
  private final int levels;

  /** How nearly equal two unequal values are: a level above 0. */
  interface Likeness {
    List<String> levels();

    int level(Prepared.Identifier a, Prepared.Identifier b);
  }

  IdentifierComparison(String field, FrequencyKind kind, Likeness likeness) {
    this.field = field;
    this.kind = Prepared.IDENTIFIERS.indexOf(kind);
    this.likeness = likeness;
    this.levels = likeness.levels().size();
  }

  @Override
  public String field() {
    return field;
  }

  @Override
  public List<String> levels() {
    return likeness.levels();
  }

  @Override
  public List<String> householdLevels() {
    return likeness.levels();
  }

  @Override
  public boolean knows(Prepared profile) {
    return profile.identifiers[kind].length > 0;
  }

  @Override
  public void compare(Prepared a, Prepared b, int field, Findings findings) {
    var best = Findings.NOTHING;
    var factor = 0f;
    for (var left : a.identifiers[kind]) {
      for (var right : b.identifiers[kind]) {
        if (left.sameType(right)) {
          var level = left.word() == right.word() ? EXACT : likeness.level(left, right);
          var quiet = factor(left, right, level);
          if (best == Findings.NOTHING || level < best || (level == best && quiet > factor)) {
            best = level;
            factor = quiet;
          }
        }
      }
    }
    if (best != Findings.NOTHING) {
      findings.set(field, best, best, factor);
    }
  }

  private float factor(Prepared.Identifier a, Prepared.Identifier b, int level) {
    return level < levels - 1 ? Math.min(a.factor(), b.factor()) : 1;
  }

  /** Nothing between equal and different. */
  static final class Plain implements Likeness {
    @Override
    public List<String> levels() {
      return List.of("equal", "different");
    }

    @Override
    public int level(Prepared.Identifier a, Prepared.Identifier b) {
      return 1;
    }
  }

  /** Typing errors of one or two characters. */
  static final class Mistyped implements Likeness {
    @Override
    public List<String> levels() {
      return List.of("equal", "one character differs", "two characters differ", "different");
    }

    @Override
    public int level(Prepared.Identifier a, Prepared.Identifier b) {
      return Math.min(3, Similarity.edits(a.text(), b.text(), 2));
    }
  }

  /** The same local number under another area code, or one wrong digit. */
  static final class PhoneLikeness implements Likeness {
    private static final int LOCAL = 7;

    @Override
    public List<String> levels() {
      return List.of("equal", "same last seven digits", "one digit differs", "different");
    }

    @Override
    public int level(Prepared.Identifier a, Prepared.Identifier b) {
      var left = a.text();
      var right = b.text();
      if (left.length() > LOCAL
          && right.length() > LOCAL
          && left.regionMatches(left.length() - LOCAL, right, right.length() - LOCAL, LOCAL)) {
        return 1;
      }
      return Similarity.edits(left, right, 1) == 1 ? 2 : 3;
    }
  }

  /** The same mailbox name at another provider, or a typing error. */
  static final class EmailLikeness implements Likeness {
    private static final int SHORTEST_LOCAL = 5;

    @Override
    public List<String> levels() {
      return List.of("equal", "same name at another provider", "mistyped", "different");
    }

    @Override
    public int level(Prepared.Identifier a, Prepared.Identifier b) {
      if (a.apart(b)) {
        return 3;
      }
      var left = Feature.localPart(a.text());
      var right = Feature.localPart(b.text());
      if (left.equals(right) && left.length() >= SHORTEST_LOCAL) {
        return 1;
      }
      return Similarity.edits(a.text(), b.text(), 1) == 1
              || localTypo(a.text(), b.text(), left, right)
          ? 2
          : 3;
    }

    private static boolean localTypo(String a, String b, String left, String right) {
      return a.regionMatches(left.length(), b, right.length(), a.length())
          && Math.min(left.length(), right.length()) >= SHORTEST_LOCAL
          && Similarity.jaroWinkler(left, right) >= .93;
    }
  }
}
