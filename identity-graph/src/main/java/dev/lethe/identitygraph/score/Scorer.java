package dev.lethe.identitygraph.score;

import dev.lethe.identitygraph.Attributes;
import java.util.ArrayList;

/**
 * Scores pairs of profiles in bits against two rivals: that they are strangers, and that they share
 * a household. One person is believed only when both rivals lose. Symmetric and thread-safe; the
 * same input gives the same bits.
 */
public final class Scorer {

  private static final int NAME = 0;
  private static final int DATE = 1;
  private static final int LOCATION = 2;
  private static final int CALLED_BY_NAME = 1 << NAME | 1 << DATE | 1 << LOCATION;

  private final Model model;
  private final Vocabulary vocabulary;
  private final WordPairs pairs;
  private final Comparison[] comparisons;
  private final NameComparison name;
  private final DateComparison date;
  private final LocationComparison location;
  private final LevelRatios ratios;
  private final double bestPlace;
  private final double bestHouseholdPlace;
  private final double prior;
  private final double householdPrior;

  /**
   * A scorer of one model over counted values.
   *
   * @throws IllegalArgumentException when the model's levels are not those that the comparisons
   *     know
   */
  public Scorer(Model model, Frequencies frequencies) {
    this(
        model,
        frequencies,
        new Vocabulary(new Rarity(frequencies), model.aliases()),
        new WordPairs());
  }

  private Scorer(Model model, Frequencies frequencies, Vocabulary vocabulary, WordPairs pairs) {
    this.model = model;
    this.vocabulary = vocabulary;
    this.pairs = pairs;
    this.name =
        new NameComparison(vocabulary.aliases(FrequencyKind.NAME_TOKEN).or(WordMatch.SPELLING));
    this.date = new DateComparison();
    this.location =
        new LocationComparison(
            vocabulary.aliases(FrequencyKind.PLACE).or(LocationComparison.SPELLING));
    this.comparisons = ComparedFields.comparisons(name, date, location).toArray(Comparison[]::new);
    this.prior = model.prior(frequencies.profiles());
    this.householdPrior = model.householdPrior();
    this.ratios = new LevelRatios(model, comparisons);
    this.bestPlace = ratios.bestStranger(LOCATION);
    this.bestHouseholdPlace = ratios.bestHousehold(LOCATION);
  }

  /**
   * The same over frequencies that differ in what they demote and in nothing else. Profiles
   * prepared by either can be compared with each other; only those that hold a value demoted by one
   * alone must be prepared anew.
   */
  public Scorer demoting(Frequencies frequencies) {
    var values = new Vocabulary(vocabulary, new Rarity(frequencies));
    return new Scorer(model, frequencies, values, pairs);
  }

  /** Looks up what scoring needs, once per profile. */
  public Prepared prepare(Attributes attributes) {
    return new Prepared(attributes, vocabulary);
  }

  /** Room to compare pairs in, for one thread. */
  public Findings findings() {
    return new Findings(pairs);
  }

  /** The model in use. */
  public Model model() {
    return model;
  }

  /** Bits for one person against strangers before anything is compared. */
  public double prior() {
    return prior;
  }

  /** Bits for one person against two members of a household before anything is compared. */
  public double householdPrior() {
    return householdPrior;
  }

  /** Compares every field. */
  public void compare(Prepared a, Prepared b, Findings findings) {
    findings.clear();
    compare(a, b, a.known & b.known, findings);
  }

  /** Those of which every pair has some are called by name: it is much quicker. */
  private void compare(Prepared a, Prepared b, int fields, Findings findings) {
    if ((fields & 1 << NAME) != 0) {
      name.compare(a, b, NAME, findings);
    }
    if ((fields & 1 << DATE) != 0) {
      date.compare(a, b, DATE, findings);
    }
    if ((fields & 1 << LOCATION) != 0) {
      location.compare(a, b, LOCATION, findings);
    }
    for (var rest = fields & ~CALLED_BY_NAME; rest != 0; rest &= rest - 1) {
      var f = Integer.numberOfTrailingZeros(rest);
      comparisons[f].compare(a, b, f, findings);
    }
  }

  /**
   * Writes the likelihood ratio of each field against strangers, then of each against housemates;
   * −1 where a field says nothing. For clustering, which adds these up over many pairs.
   */
  public void weigh(Prepared a, Prepared b, Findings findings, float[] weighed) {
    compare(a, b, findings);
    for (var f = 0; f < ComparedFields.COUNT; f++) {
      weighed[f] = findings.level[f] < 0 ? -1 : ratios.strangerOf(findings, f);
      weighed[ComparedFields.COUNT + f] =
          findings.household[f] < 0 ? -1 : ratios.householdOf(findings, f);
    }
  }

  /** The bits for one person against both rivals together. */
  public double weight(Prepared a, Prepared b, Findings findings) {
    compare(a, b, findings);
    return weight(findings, a.known & b.known);
  }

  private double weight(Findings findings, int fields) {
    return Bits.against(
        prior + Model.log2(ratios.stranger(findings, fields)),
        householdPrior + Model.log2(ratios.household(findings, fields)));
  }

  /** A weight below which nobody wants to know how far below. */
  public Floor floor(double bits) {
    return Floor.of(bits - prior, bits - householdPrior);
  }

  /**
   * The same for a pair at or above the floor. One that is certainly below is −∞, and costs much
   * less: most are so before their places, which take longest, are compared.
   */
  public double weight(Prepared a, Prepared b, Findings findings, Floor floor) {
    findings.clear();
    var both = a.known & b.known;
    var place = both & 1 << LOCATION;
    compare(a, b, both & ~place, findings);
    var product = ratios.stranger(findings, both & ~place);
    var rival = ratios.household(findings, both & ~place);
    if (place != 0) {
      if (floor.above(product * bestPlace, rival * bestHouseholdPlace)) {
        return Double.NEGATIVE_INFINITY;
      }
      compare(a, b, place, findings);
      product *= ratios.strangerOf(findings, LOCATION);
      rival *= ratios.householdOf(findings, LOCATION);
    }
    return floor.above(product, rival) ? Double.NEGATIVE_INFINITY : weight(findings, both);
  }

  /** The same for a single pair, with so many bits less against members of one household. */
  public double weight(Prepared a, Prepared b, double householdCaution) {
    return score(a, b).weight(householdCaution);
  }

  /** The same for a single pair. */
  public double weight(Prepared a, Prepared b) {
    return weight(a, b, findings());
  }

  /** Scores one pair in full, for links and explanations. */
  public PairScore score(Prepared a, Prepared b) {
    var findings = findings();
    compare(a, b, findings);
    var evidence = new ArrayList<PairScore.Evidence>();
    var against = prior;
    var rival = householdPrior;
    for (var f = 0; f < ComparedFields.COUNT; f++) {
      var bits = Model.log2(ratios.strangerOf(findings, f));
      var home = Model.log2(ratios.householdOf(findings, f));
      against += bits;
      rival += home;
      evidence.add(evidence(f, findings, bits, home));
    }
    return new PairScore(model.id(), prior, evidence, against, rival);
  }

  private PairScore.Evidence evidence(int field, Findings findings, double bits, double home) {
    var level = findings.level[field];
    var name = level < 0 ? "nothing to compare" : comparisons[field].levels().get(level);
    return new PairScore.Evidence(
        comparisons[field].field(), level, name, bits, findings.household[field], home);
  }
}
