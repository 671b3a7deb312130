package dev.lethe.identitygraph.score;

/**
 * Turns counts into bits: −log2 of the share of profiles that hold a value, steadied by the kind's
 * assumption.
 */
final class Rarity {

  /**
   * So many imagined profiles stand behind the assumption; real counts outweigh it beyond a few
   * thousand.
   */
  private static final double STEADYING = 500;

  /**
   * While nothing was counted, any value may be a common one: it is worth this share of what the
   * average value is. On three made-up retailers of 2,000 people precision without counts is then
   * .990 to .998, with counts .986 to .992; worth all of it, precision without counts is .88 to
   * .90.
   */
  private static final double CAUTION = 0.65;

  private static final double MOST_BITS = 20;
  private static final double MOST_WORD_BITS = 12;
  private static final long USUAL_HOLDERS = 6;
  private static final long MOST_HOLDERS = 40;
  private static final double LOG2 = Math.log(2);

  private final Frequencies frequencies;

  Rarity(Frequencies frequencies) {
    this.frequencies = frequencies;
  }

  double bits(FrequencyKind kind, String value) {
    var population = frequencies.population(kind);
    var assumed = kind.assumedBits() * (population == 0 ? CAUTION : 1);
    var imagined = STEADYING * Math.pow(2, -assumed);
    var share = (frequencies.holders(kind, value) + imagined) / (population + STEADYING);
    // A single word, however rare here, names many people elsewhere: it must not link alone.
    var ceiling = kind == FrequencyKind.NAME_TOKEN ? MOST_WORD_BITS : MOST_BITS;
    return Math.min(ceiling, -Math.log(share) / LOG2);
  }

  /**
   * Bits an identifier loses: 0 with few holders, growing with their number, everything above a cap
   * or once demoted.
   */
  double crowding(FrequencyKind kind, String value) {
    var holders = frequencies.holders(kind, value);
    if (holders > MOST_HOLDERS || frequencies.demoted(kind, value)) {
      return Double.POSITIVE_INFINITY;
    }
    return holders <= USUAL_HOLDERS ? 0 : 2 * Math.log((double) holders / USUAL_HOLDERS) / LOG2;
  }

  long profiles() {
    return frequencies.profiles();
  }
}
