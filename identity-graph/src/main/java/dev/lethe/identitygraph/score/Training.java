package dev.lethe.identitygraph.score;

import java.util.List;

/**
 * How a model was trained: from how many profiles and pairs, which way was chosen and by what
 * likelihood. Holds counts only, no value of anybody.
 *
 * @param profiles profiles trained on
 * @param candidates pairs that blocking found among them
 * @param sampled random pairs from which {@code u} was estimated
 * @param chosen the name of the way that was taken
 * @param ways every way tried
 * @param lambda the share of all pairs that are one person, by the model
 * @param observed per field, how often each level was seen among candidates
 */
public record Training(
    long profiles,
    long candidates,
    long sampled,
    String chosen,
    List<Way> ways,
    double lambda,
    List<Observed> observed) {

  /** One way of estimating {@code m}, and how well it explains the candidates (nats per pair). */
  public record Way(String name, int passes, int iterations, double likelihood) {}

  /** Pairs per level of one field, in the order of the levels. */
  public record Observed(String field, List<Long> pairs) {
    public Observed {
      pairs = List.copyOf(pairs);
    }
  }

  public Training {
    ways = List.copyOf(ways);
    observed = List.copyOf(observed);
  }
}
