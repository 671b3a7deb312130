package dev.lethe.service.identity;

import dev.lethe.identitygraph.cluster.Link;
import dev.lethe.identitygraph.explain.Explanation;
import dev.lethe.identitygraph.explain.Waterfall;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explanations as callers see them; every value is masked. */
final class ExplainViews {
  private ExplainViews() {}

  /**
   * Why two profiles are, or are not, one person. Weights are bits.
   *
   * @param oneCustomer whether they are in one customer now
   * @param decision the standing human decision about the two, which overrules the score
   */
  record WhyView(
      String a,
      String b,
      @Nullable String customerA,
      @Nullable String customerB,
      boolean oneCustomer,
      String sentence,
      double prior,
      double total,
      double threshold,
      double probability,
      String model,
      List<Explanation.Finding> findings,
      List<Waterfall.Bar> waterfall,
      @Nullable DecidedView decision) {}

  /** A decision about two profiles. */
  record DecidedView(String id, String verdict) {}

  /**
   * Why two profiles or customers are apart.
   *
   * @param link what speaks for one person, both sides taken whole, in bits
   * @param missing bits that the link lacks of the threshold; 0 when it lacks none
   * @param blockers everything that keeps them apart, what is strongest first
   * @param best the pair of profiles, one of each side, that speaks most for one person
   */
  record WhyNotView(
      boolean oneCustomer,
      String sentence,
      @Nullable Double link,
      double threshold,
      double missing,
      List<Blocker> blockers,
      @Nullable WhyView best) {}

  /**
   * Something that keeps two sides apart.
   *
   * @param kind decision, source, unreadable, never_compared, too_common, evidence
   * @param decision for kind decision: which
   */
  record Blocker(String kind, String sentence, @Nullable String decision) {}

  /** A link between two profiles, in bits. */
  record LinkBits(String a, String b, double weight) {
    static LinkBits of(Link link) {
      return new LinkBits(
          link.a().toString(), link.b().toString(), CustomerShow.rounded(link.weight()));
    }
  }

  /**
   * One step of how a customer came to be.
   *
   * @param links for a merge or an added profile: the strongest links of today that carry it
   */
  record Step(
      Instant at,
      String kind,
      String sentence,
      @Nullable String oldCustomer,
      @Nullable String newCustomer,
      @Nullable String profile,
      @Nullable String decision,
      List<LinkBits> links) {}
}
