package dev.lethe.identitygraph.explain;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.score.PairScore;
import dev.lethe.identitygraph.score.Scorer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts scores into words and numbers that a person can follow. Thread-safe. */
public final class Explainer {

  private static final double SLIGHT = 0.25;
  private final Scorer scorer;
  private final double threshold;

  public Explainer(Scorer scorer, double threshold) {
    this.scorer = scorer;
    this.threshold = threshold;
  }

  /** Explains the score of two profiles. */
  public Explanation why(Attributes a, Attributes b) {
    var score = scorer.score(scorer.prepare(a), scorer.prepare(b));
    var findings = new ArrayList<Explanation.Finding>();
    for (var evidence : score.evidence()) {
      if (evidence.level() >= 0) {
        findings.add(finding(evidence, a, b));
      }
    }
    var rival = score.weight() - score.stranger();
    if (rival < -SLIGHT) {
      findings.add(
          new Explanation.Finding(
              "household",
              "two members of one household would look alike",
              "!",
              rounded(rival),
              "",
              ""));
    }
    return new Explanation(
        sentence(findings, score),
        rounded(score.prior()),
        rounded(score.weight()),
        threshold,
        score.probability(),
        score.model(),
        findings);
  }

  private static Explanation.Finding finding(
      PairScore.Evidence evidence, Attributes a, Attributes b) {
    var sign = evidence.weight() > SLIGHT ? "+" : evidence.weight() < -SLIGHT ? "-" : "~";
    return new Explanation.Finding(
        evidence.field(),
        evidence.levelName(),
        sign,
        rounded(evidence.weight()),
        masked(evidence.field(), a),
        masked(evidence.field(), b));
  }

  private String sentence(List<Explanation.Finding> findings, PairScore score) {
    var verdict = score.weight() > threshold ? "Probably one person" : "Probably not one person";
    var likely = String.format(Locale.ROOT, "%s (%.1f %%)", verdict, 100 * score.probability());
    var speaking = named(findings, "+");
    var against = named(findings, "-");
    var rival = findings.stream().anyMatch(finding -> finding.sign().equals("!"));
    return likely
        + (speaking.isEmpty() ? ": nothing speaks for it" : ": " + speaking + " speaks for it")
        + (against.isEmpty() ? "" : "; " + against + " speaks against it")
        + (rival ? "; two members of one household would look much the same." : ".");
  }

  private static String named(List<Explanation.Finding> findings, String sign) {
    return findings.stream()
        .filter(finding -> finding.sign().equals(sign))
        .sorted(Comparator.comparingDouble(finding -> -Math.abs(finding.weight())))
        .map(finding -> finding.field().replace('_', ' '))
        .collect(Collectors.joining(", "));
  }

  private static String masked(String field, Attributes profile) {
    return switch (field) {
      case "name" -> Masking.name(profile.name());
      case "birth_date" -> profile.birthDate() == null ? "" : Masking.date(profile.birthDate());
      case "location" -> location(profile);
      case "email" -> joined(profile.emails(), Masking::email);
      case "phone" -> joined(profile.phones(), Masking::phone);
      case "loyalty_id" -> joined(profile.loyaltyIds(), Masking::id);
      case "device_id" -> joined(profile.deviceIds(), Masking::id);
      case "cookie_id" -> joined(profile.cookieIds(), Masking::id);
      case "national_id" -> joined(profile.nationalIds(), Masking::id);
      case "gender" -> profile.gender() == null ? "" : Masking.word(profile.gender());
      case "occupation" -> profile.occupation() == null ? "" : Masking.word(profile.occupation());
      default -> "";
    };
  }

  private static String location(Attributes profile) {
    var addresses = joined(profile.addresses(), Masking::address);
    return addresses.isEmpty() && profile.birthPlace() != null
        ? Masking.word(profile.birthPlace())
        : addresses;
  }

  private static <T> String joined(List<T> values, Function<T, String> mask) {
    return values.stream().map(mask).collect(Collectors.joining(", "));
  }

  private static double rounded(double bits) {
    return Math.round(bits * 100) / 100.0;
  }
}
