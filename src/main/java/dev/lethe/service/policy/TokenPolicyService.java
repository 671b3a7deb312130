package dev.lethe.service.policy;

import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what the token policy in force lets a caller do; what no rule allows is refused. */
@ApplicationScoped
public class TokenPolicyService {
  private final PolicyInForce inForce;
  private final NodeRates rates;
  private final RevealQuota quota;
  private final BreakGlassStore breakGlass;
  private final RefusalLog refusals;
  private final InstantSource clock;

  TokenPolicyService(
      PolicyInForce inForce,
      NodeRates rates,
      RevealQuota quota,
      BreakGlassStore breakGlass,
      RefusalLog refusals,
      InstantSource clock) {
    this.inForce = inForce;
    this.rates = rates;
    this.quota = quota;
    this.breakGlass = breakGlass;
    this.refusals = refusals;
    this.clock = clock;
  }

  /**
   * What the caller may tokenize now. A stream asks again for each batch.
   *
   * @throws ProblemException {@code unavailable}, when the policy is not known
   */
  public TokenizeRights tokenizing(Requester requester) {
    return new TokenizeRights(requester, inForce.current().policy(), rates, refusals);
  }

  /**
   * Why the caller may not tokenize these fields of a batch of events now; empty when they may.
   *
   * @param fields field classes, all of which have to be allowed
   */
  public Optional<Problem> refusal(Requester requester, Collection<String> fields, int events) {
    try {
      var rights = tokenizing(requester);
      // Every one is asked for, so that the log names them all.
      long refused = fields.stream().filter(field -> !rights.allows(field, events)).count();
      rights.take();
      return refused == 0
          ? Optional.empty()
          : Optional.of(
              Problem.of(
                  ProblemType.FIELD_NOT_ALLOWED,
                  "The token policy does not let you tokenize every field of this dataset."));
    } catch (ProblemException e) {
      return Optional.of(e.problem());
    }
  }

  /**
   * What the caller may reveal now.
   *
   * @param show the name of a mask, or {@code whole}
   * @throws ProblemException {@code purpose-not-declared}, or {@code unavailable} when the policy
   *     is not known
   */
  public RevealRights revealing(Requester requester, String purpose, String show) {
    var policy = inForce.current().policy();
    requirePurpose(requester, policy, purpose);
    return new RevealRights(
        requester,
        policy,
        policy.revealing(requester, purpose, show),
        () -> breakGlass.active(requester.id(), purpose, clock.instant()),
        quota,
        refusals);
  }

  private void requirePurpose(Requester requester, TokenPolicy policy, String purpose) {
    if (!policy.purposes().contains(purpose)) {
      refusals.note(requester, "reveal", ProblemType.PURPOSE_NOT_DECLARED, 0, List.of());
      throw notDeclared(policy);
    }
  }

  static ProblemException notDeclared(TokenPolicy policy) {
    return new ProblemException(
        ProblemType.PURPOSE_NOT_DECLARED,
        "Purposes are declared by the token policy; take one of these.",
        Map.of("field", "purpose", "purposes", policy.purposes().stream().sorted().toList()));
  }
}
