package dev.lethe.identitygraph.score;

import java.util.List;

/**
 * The fields that are compared, each known by its place, with the levels on which values of it can
 * agree.
 */
public final class ComparedFields {

  private static final List<Comparison> SHAPES =
      comparisons(
          new NameComparison(WordMatch.SPELLING),
          new DateComparison(),
          new LocationComparison(LocationComparison.SPELLING));

  /** How many there are. */
  public static final int COUNT = SHAPES.size();

  private ComparedFields() {}

  /** The comparisons of all fields, in their order; these three differ from model to model. */
  static List<Comparison> comparisons(
      NameComparison name, DateComparison date, LocationComparison location) {
    return List.of(
        name,
        date,
        location,
        new IdentifierComparison(
            "email", FrequencyKind.EMAIL, new IdentifierComparison.EmailLikeness()),
        new IdentifierComparison(
            "phone", FrequencyKind.PHONE, new IdentifierComparison.PhoneLikeness()),
        new IdentifierComparison(
            "loyalty_id", FrequencyKind.LOYALTY_ID, new IdentifierComparison.Plain()),
        new IdentifierComparison(
            "device_id", FrequencyKind.DEVICE_ID, new IdentifierComparison.Plain()),
        new IdentifierComparison(
            "cookie_id", FrequencyKind.COOKIE_ID, new IdentifierComparison.Plain()),
        new IdentifierComparison(
            "national_id", FrequencyKind.NATIONAL_ID, new IdentifierComparison.Mistyped()),
        new WordComparison("gender", p -> p.gender),
        new WordComparison("occupation", p -> p.occupation));
  }

  /** Their names, in order. */
  public static List<String> names() {
    return SHAPES.stream().map(Comparison::field).toList();
  }

  /** How many levels a field has against strangers. */
  public static int levels(int field) {
    return SHAPES.get(field).levels().size();
  }

  /** Whether a field is an identifier, whose level 0 is an equal value. */
  public static boolean identifier(int field) {
    return SHAPES.get(field) instanceof IdentifierComparison;
  }

  /** How many levels a field has against members of one household. */
  public static int householdLevels(int field) {
    return SHAPES.get(field).householdLevels().size();
  }

  /** The fields of which a profile has something to compare, as bits by place. */
  static int known(Prepared profile) {
    var known = 0;
    for (var f = 0; f < COUNT; f++) {
      known |= SHAPES.get(f).knows(profile) ? 1 << f : 0;
    }
    return known;
  }

  /** The same for what tells one person from two members of a household. */
  static int knownAtHome(Prepared profile) {
    var known = 0;
    for (var f = 0; f < COUNT; f++) {
      known |= SHAPES.get(f).knowsHousehold(profile) ? 1 << f : 0;
    }
    return known;
  }
}
