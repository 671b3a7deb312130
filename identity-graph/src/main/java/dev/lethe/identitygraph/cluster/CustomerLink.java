package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.score.Prepared;
import dev.lethe.identitygraph.score.Scorer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How strongly two whole customers speak for one person, as resolving weighs it. */
public final class CustomerLink {

  private CustomerLink() {}

  /**
   * The link in bits; symmetric.
   *
   * @throws IllegalArgumentException when a side is empty
   */
  public static double between(
      Scorer scorer, Settings settings, List<Attributes> left, List<Attributes> right) {
    if (left.isEmpty() || right.isEmpty()) {
      throw new IllegalArgumentException("both sides have profiles");
    }
    var prepared =
        Stream.concat(left.stream(), right.stream()).map(scorer::prepare).toArray(Prepared[]::new);
    var linkage = new Linkage(scorer, new PairRatios(scorer, prepared), settings);
    return linkage.link(
        IntStream.range(0, left.size()).toArray(),
        IntStream.range(left.size(), prepared.length).toArray());
  }
}
