package dev.lethe.service.request;

import dev.lethe.service.request.state.Degree;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What each right and regime asks for before anyone may act, and what a claimed degree needs as
 * evidence. CCPA: 11 CCR 7060 to 7062. GDPR: Article 12(6) knows no numbers; one confirmed fact
 * about the person is the least.
 */
final class VerificationRules {
  private static final Set<String> CONFIRMED = Set.of("matched", "confirmed", "passed", "verified");
  private static final Set<String> SIGN_IN = Set.of("account_login", "account_sign_in");
  private static final String DECLARATION = "signed_declaration";

  private VerificationRules() {}

  /** Returns the degree that acting on the request takes. */
  static Degree required(Right right, Regime regime) {
    return right == Right.ACCESS && regime == Regime.CCPA
        ? Degree.REASONABLY_HIGH
        : Degree.REASONABLE;
  }

  /** Returns what is missing before the evidence supports the claimed degree, in words. */
  static Optional<String> missing(Regime regime, Degree claimed, List<Evidence> evidence) {
    Set<String> confirmed = confirmed(evidence);
    if (claimed == Degree.NONE) {
      return Optional.empty();
    }
    if (regime == Regime.GDPR) {
      return confirmed.isEmpty()
          ? Optional.of("at least one confirmed fact about the person")
          : Optional.empty();
    }
    return missingForCcpa(claimed, confirmed);
  }

  private static Optional<String> missingForCcpa(Degree claimed, Set<String> confirmed) {
    long points = confirmed.stream().filter(kind -> !kind.equals(DECLARATION)).count();
    boolean signedIn = signedIn(confirmed);
    if (claimed == Degree.REASONABLE) {
      return signedIn || points >= 2
          ? Optional.empty()
          : Optional.of("two confirmed data points, or a fresh sign-in to the person's account");
    }
    return points >= 3 && confirmed.contains(DECLARATION)
        ? Optional.empty()
        : Optional.of("three confirmed data points and a signed declaration");
  }

  /** The kinds of evidence that held. */
  static Set<String> confirmed(List<Evidence> evidence) {
    return evidence.stream()
        .filter(item -> CONFIRMED.contains(item.outcome()))
        .map(Evidence::kind)
        .collect(Collectors.toSet());
  }

  /** Whether the person signed in to their account. */
  static boolean signedIn(Set<String> confirmed) {
    return confirmed.stream().anyMatch(SIGN_IN::contains);
  }

  /** One piece of evidence: its kind and whether it held. */
  record Evidence(String kind, String outcome) {}
}
