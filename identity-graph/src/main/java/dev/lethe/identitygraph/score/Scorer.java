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

  private static final List<Comparison> SHAPES =
      comparisons(WordMatch::alike, LocationComparison::alike);

  /** How many fields are compared. */
  public static final int FIELDS = SHAPES.size();

  private final Model model;
  private final Vocabulary vocabulary;
  private final WordPairs pairs = new WordPairs();
  private final Comparison[] comparisons;
  private final double prior;
  private final double householdPrior;
  private final float[][] stranger = new float[FIELDS][];
  private final float[][] household = new float[FIELDS][];

  /**
   * A scorer of one model over counted values.
   *
   * @throws IllegalArgumentException when the model's levels are not those that the comparisons
   *     know
   */
  public Scorer(Model model, Frequencies frequencies) {
    this.model = model;
    this.vocabulary = new Vocabulary(new Rarity(frequencies));
    this.comparisons =
        comparisons(
                new Aliases(model.aliases(), FrequencyKind.NAME_TOKEN).or(WordMatch::alike),
                new Aliases(model.aliases(), FrequencyKind.PLACE).or(LocationComparison::alike))
            .toArray(Comparison[]::new);
    this.prior = model.prior(frequencies.profiles());
    this.householdPrior = model.householdPrior();
    for (var f = 0; f < FIELDS; f++) {
      var levels = levels(model, comparisons[f]);
      stranger[f] = ratios(levels.levels().stream().map(Model.Level::weight).toList());
      household[f] = ratios(levels.household().stream().map(Model.HouseholdLevel::weight).toList());
    }
  }

  private static List<Comparison> comparisons(WordPairs.Worth names, WordPairs.Worth places) {
    return List.of(
        new NameComparison(names),
        new DateComparison(),
        new LocationComparison(places),
        new IdentifierComparison("email", p -> p.emails, new IdentifierComparison.EmailLikeness()),
        new IdentifierComparison("phone", p -> p.phones, new IdentifierComparison.PhoneLikeness()),
        new IdentifierComparison("loyalty_id", p -> p.loyaltyIds, new IdentifierComparison.Plain()),
        new IdentifierComparison("device_id", p -> p.deviceIds, new IdentifierComparison.Plain()),
        new IdentifierComparison("cookie_id", p -> p.cookieIds, new IdentifierComparison.Plain()),
        new IdentifierComparison(
            "national_id", p -> p.nationalIds, new IdentifierComparison.Mistyped()),
        new WordComparison("gender", p -> p.gender),
        new WordComparison("occupation", p -> p.occupation));
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

  private static float[] ratios(List<Double> weights) {
    var ratios = new float[weights.size()];
    for (var i = 0; i < ratios.length; i++) {
      ratios[i] = (float) Math.pow(2, weights.get(i));
    }
    return ratios;
  }

  /** Looks up what scoring needs, once per profile. */
  public Prepared prepare(Attributes attributes) {
    return new Prepared(attributes, vocabulary);
  }

  /** Room to compare pairs in, for one thread. */
  public Findings findings() {
    return new Findings(pairs);
  }

  /** The names of the compared fields, in order. */
  public static List<String> fields() {
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
    for (var f = 0; f < comparisons.length; f++) {
      comparisons[f].compare(a, b, f, findings);
    }
  }

  /** The likelihood ratio of a field against strangers; 1 where nothing is known. */
  public float ratio(Findings findings, int field) {
    var level = findings.level[field];
    return level < 0 ? 1 : stranger[field][level] * findings.factor[field];
  }

  /** The likelihood ratio of a field against members of one household. */
  public float householdRatio(Findings findings, int field) {
    var level = findings.household[field];
    return level < 0 ? 1 : household[field][level];
  }

  /**
   * Writes the likelihood ratio of each field against strangers, then of each against housemates;
   * −1 where a field says nothing. For clustering, which adds these up over many pairs.
   */
  public void weigh(Prepared a, Prepared b, Findings findings, float[] ratios) {
    compare(a, b, findings);
    for (var f = 0; f < FIELDS; f++) {
      ratios[f] = findings.level[f] < 0 ? -1 : ratio(findings, f);
      ratios[FIELDS + f] = findings.household[f] < 0 ? -1 : householdRatio(findings, f);
    }
  }

  /** The bits for one person against both rivals together. */
  public double weight(Prepared a, Prepared b, Findings findings) {
    compare(a, b, findings);
    var product = 1.0;
    var rival = 1.0;
    for (var f = 0; f < FIELDS; f++) {
      product *= ratio(findings, f);
      rival *= householdRatio(findings, f);
    }
    return Bits.against(prior + Model.log2(product), householdPrior + Model.log2(rival));
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
    for (var f = 0; f < FIELDS; f++) {
      var bits = Model.log2(ratio(findings, f));
      var home = Model.log2(householdRatio(findings, f));
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
