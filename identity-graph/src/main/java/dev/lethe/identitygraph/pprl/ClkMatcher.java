package dev.lethe.identitygraph.pprl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the pairs of two files that are one person each: likest first, every record at most once.
 * The outcome does not depend on the order of the records, nor, but for which side is called left,
 * on the order of the files. Thread-safe.
 */
public final class ClkMatcher {

  /** More pairs than this above the threshold say that it is too low for these files. */
  static final long MOST_CANDIDATES = 5_000_000;

  private static final Comparator<LinkedPair> LIKEST_FIRST =
      Comparator.comparingDouble(LinkedPair::score)
          .reversed()
          .thenComparing(ClkMatcher::lesser)
          .thenComparing(ClkMatcher::greater)
          .thenComparing(LinkedPair::left);

  private final PackedFilters lefts;
  private final PackedFilters rights;

  /**
   * Lays two files out for matching.
   *
   * @throws IllegalArgumentException when an id stands twice in one file
   */
  public ClkMatcher(List<EncodedRecord> left, List<EncodedRecord> right) {
    this.lefts = new PackedFilters(left);
    this.rights = new PackedFilters(right);
  }

  /**
   * From which likeness on two of these records are taken for one person. Judged by how alike
   * different people of the same file are; no true pair is known or needed. The files must be free
   * of duplicates; where they are not, the schema's own threshold is the answer.
   */
  public double threshold(LinkageSchema schema) {
    return ThresholdEstimate.of(schema, lefts, rights);
  }

  /**
   * The pairs, likest first.
   *
   * @param threshold the least Dice likeness of a pair, in (0, 1]
   * @param progress is told the number of left records done, from several threads
   * @throws IllegalArgumentException when so many pairs reach the threshold that it tells nothing
   */
  public List<LinkedPair> match(double threshold, LongConsumer progress) {
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException("the threshold must lie in (0, 1]");
    }
    var done = new AtomicLong();
    var found = new AtomicLong();
    var candidates =
        IntStream.range(0, lefts.size())
            .parallel()
            .mapToObj(i -> {
              var likely = candidates(i, threshold);
              if (found.addAndGet(likely.size()) > MOST_CANDIDATES) {
                throw new IllegalArgumentException(
                    "more than %,d pairs reach the threshold %s: it is too low for these files"
                        .formatted(MOST_CANDIDATES, threshold));
              }
              progress.accept(done.incrementAndGet());
              return likely;
            })
            .flatMap(List::stream)
            .sorted(LIKEST_FIRST)
            .toList();
    return oneToOne(candidates);
  }

  /** Only records whose number of set bits lets them reach the threshold are looked at. */
  private List<LinkedPair> candidates(int i, double threshold) {
    var least = lefts.set(i) * threshold / (2 - threshold);
    var most = lefts.set(i) * (2 - threshold) / threshold;
    var likely = new ArrayList<LinkedPair>();
    for (var j = rights.firstWith(least - 1); j < rights.size() && rights.set(j) <= most + 1; j++) {
      var dice = lefts.dice(i, rights, j, threshold);
      if (dice > 0) {
        likely.add(new LinkedPair(lefts.id(i), rights.id(j), dice, 0));
      }
    }
    return likely;
  }

  private static List<LinkedPair> oneToOne(List<LinkedPair> likestFirst) {
    var lefts = new HashMap<String, LinkedPair>();
    var rights = new HashMap<String, LinkedPair>();
    var linked = new ArrayList<LinkedPair>();
    for (var pair : likestFirst) {
      if (!lefts.containsKey(pair.left()) && !rights.containsKey(pair.right())) {
        lefts.put(pair.left(), pair);
        rights.put(pair.right(), pair);
        linked.add(pair);
      }
    }
    var leftOthers = runnersUp(likestFirst, lefts, true);
    var rightOthers = runnersUp(likestFirst, rights, false);
    return linked.stream()
        .map(pair ->
            new LinkedPair(
                pair.left(),
                pair.right(),
                pair.score(),
                Math.max(
                    leftOthers.getOrDefault(pair.left(), 0.0),
                    rightOthers.getOrDefault(pair.right(), 0.0))))
        .toList();
  }

  private static Map<String, Double> runnersUp(
      List<LinkedPair> likestFirst, Map<String, LinkedPair> chosen, boolean left) {
    var best = new HashMap<String, Double>();
    for (var pair : likestFirst) {
      var id = left ? pair.left() : pair.right();
      if (!pair.equals(chosen.get(id))) {
        best.putIfAbsent(id, pair.score());
      }
    }
    return best;
  }

  private static String lesser(LinkedPair pair) {
    return Stream.of(pair.left(), pair.right()).min(Comparator.naturalOrder()).orElseThrow();
  }

  private static String greater(LinkedPair pair) {
    return Stream.of(pair.left(), pair.right()).max(Comparator.naturalOrder()).orElseThrow();
  }
}
