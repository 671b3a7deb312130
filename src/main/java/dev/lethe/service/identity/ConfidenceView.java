package dev.lethe.service.identity;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.confidence.Bounds;
import dev.lethe.identitygraph.confidence.ProfileConfidence;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How surely each profile of a customer belongs to whoever proved some data points.
 *
 * @param eraseBound bits from which a profile is erased without asking
 * @param askBound bits from which a person is asked; below, the profile is left alone
 */
public record ConfidenceView(
    String customer, double eraseBound, double askBound, String model, List<Judged> profiles) {

  /**
   * One profile.
   *
   * @param bits log2 odds that every link on the best path holds; absent when no path leads here
   * @param widest the weakest link of the widest path, in bits
   * @param degree none, reasonable (5 to 1), reasonably_high (100 to 1)
   * @param treatment erase, ask, leave
   * @param path from a profile that holds a proven value to this one
   */
  public record Judged(
      String profile,
      String source,
      @Nullable Double bits,
      @Nullable Double widest,
      double probability,
      String degree,
      String treatment,
      List<String> path) {

    static Judged of(ProfileConfidence judged, String source) {
      var reached = !judged.path().isEmpty();
      return new Judged(
          judged.profile().toString(),
          source,
          reached ? CustomerShow.rounded(judged.bits()) : null,
          reached ? CustomerShow.rounded(judged.widest()) : null,
          judged.probability(),
          judged.degree().name().toLowerCase(Locale.ROOT),
          judged.treatment().name().toLowerCase(Locale.ROOT),
          judged.path().stream().map(ProfileId::toString).toList());
    }
  }

  static ConfidenceView of(ProfileJudge.Judgement judgement) {
    return new ConfidenceView(
        judgement.customer().toString(),
        Bounds.LAW.erase(),
        Bounds.LAW.ask(),
        judgement.model(),
        judgement.judged().stream()
            .map(judged -> Judged.of(judged, judgement.source(judged.profile())))
            .toList());
  }
}
