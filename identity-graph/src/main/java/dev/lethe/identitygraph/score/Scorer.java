package dev.lethe.identitygraph.score;

import dev.lethe.identitygraph.Attributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores pairs of profiles in bits against two rivals: that they are strangers, and that they share
 * a household. One person is believed only when both rivals lose. Symmetric and thread-safe; the
 * same input gives the same bits.
 */
public final class Scorer {

  private static final List<Comparison> COMPARISONS =
      List.of(
          new NameComparison(),
          new DateComparison(),
          new LocationComparison(),
          new IdentifierComparison(
              "email", p -> p.emails, new IdentifierComparison.EmailLikeness()),
          new IdentifierComparison(
              "phone", p -> p.phones, new IdentifierComparison.PhoneLikeness()),
          new IdentifierComparison(
              "loyalty_id", p -> p.loyaltyIds, new IdentifierComparison.Plain()),
          new IdentifierComparison("device_id", p -> p.deviceIds, new IdentifierComparison.Plain()),
          new IdentifierComparison("cookie_id", p -> p.cookieIds, new IdentifierComparison.Plain()),
          new IdentifierComparison(
              "national_id", p -> p.nationalIds, new IdentifierComparison.Mistyped()),
          new WordComparison("gender", p -> p.gender),
          new WordComparison("occupation", p -> p.occupation));

  /** How many fields are compared. */
  public static final int FIELDS = COMPARISONS.size();

  private final Model model;
  private final Rarity rarity;
  private final double prior;
  private final double[][] stranger = new double[FIELDS][];
  private final double[][] household = new double[FIELDS][];

  /**
   * @throws IllegalArgumentException when the model's levels are not those that the comparisons
   *     know
   */
  public Scorer(Model model, Frequencies frequencies) {
    this.model = model;
    this.rarity = new Rarity(frequencies);
    this.prior = model.prior(frequencies.profiles());
    for (var f = 0; f < FIELDS; f++) {
      var comparison = COMPARISONS.get(f);
      var levels = levels(model, comparison);
      stranger[f] = levels.levels().stream().mapToDouble(Model.Level::weight).toArray();
      household[f] =
          levels.household().stream().mapToDouble(Model.HouseholdLevel::weight).toArray();
    }
  }

  private static Model.Field levels(Model model, Comparison comparison) {
    var field =
        model.fields().stream()
            .filter(candidate -> candidate.field().equals(comparison.field()))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("the model lacks " + comparison.field()));
    var names = field.levels().stream().map(Model.Level::name).toList();
    var rivals = field.household().stream().map(Model.HouseholdLevel::name).toList();
    if (!names.equals(comparison.levels()) || !rivals.equals(comparison.householdLevels())) {
      throw new IllegalArgumentException("the model has other levels for " + comparison.field());
    }
    return field;
  }

  /** Looks up what scoring needs, once per profile. */
  public Prepared prepare(Attributes attributes) {
    return new Prepared(attributes, rarity);
  }

  /** The names of the compared fields, in order. */
  public static List<String> fields() {
    return COMPARISONS.stream().map(Comparison::field).toList();
  }

  static List<Comparison> comparisons() {
    return COMPARISONS;
  }

  /** The id of the model in use. */
  public String model() {
    return model.id();
  }

  /** Bits for one person against strangers before anything is compared. */
  public double prior() {
    return prior;
  }

  /** Bits for one person against two members of a household before anything is compared. */
  public double householdPrior() {
    return model.householdPrior();
  }

  /**
   * Writes 2^weight of each field against strangers, then against housemates; −1 where a field says
   * nothing. For clustering, which adds these up over many pairs.
   */
  public void weigh(Prepared a, Prepared b, float[] ratios) {
    for (var f = 0; f < FIELDS; f++) {
      var match = COMPARISONS.get(f).compare(a, b);
      ratios[f] = match.level() < 0 ? -1 : ratio(stranger[f][match.level()] + match.bits());
      ratios[FIELDS + f] = match.household() < 0 ? -1 : ratio(household[f][match.household()]);
    }
  }

  private static float ratio(double bits) {
    return (float) Math.pow(2, bits);
  }

  /** The bits for one person against both rivals together. */
  public double weight(Prepared a, Prepared b) {
    var against = prior;
    var rival = householdPrior();
    for (var f = 0; f < FIELDS; f++) {
      var match = COMPARISONS.get(f).compare(a, b);
      against += match.level() < 0 ? 0 : stranger[f][match.level()] + match.bits();
      rival += match.household() < 0 ? 0 : household[f][match.household()];
    }
    return Bits.against(against, rival);
  }

  /** Scores one pair in full, for links and explanations. */
  public PairScore score(Prepared a, Prepared b) {
    var evidence = new ArrayList<PairScore.Evidence>();
    var against = prior;
    var rival = householdPrior();
    for (var f = 0; f < FIELDS; f++) {
      var match = COMPARISONS.get(f).compare(a, b);
      var bits = match.level() < 0 ? 0 : stranger[f][match.level()] + match.bits();
      var home = match.household() < 0 ? 0 : household[f][match.household()];
      against += bits;
      rival += home;
      evidence.add(evidence(COMPARISONS.get(f), match, bits, home));
    }
    return new PairScore(model.id(), prior, evidence, against, rival);
  }

  private static PairScore.Evidence evidence(
      Comparison comparison, Match match, double bits, double home) {
    var level = match.level() < 0 ? "nothing to compare" : comparison.levels().get(match.level());
    return new PairScore.Evidence(
        comparison.field(), match.level(), level, bits, match.household(), home);
  }
}
