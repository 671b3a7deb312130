package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.explain.Explainer;
import dev.lethe.identitygraph.explain.Waterfall;
import dev.lethe.service.identity.Decisions.Standing;
import dev.lethe.service.identity.ExplainViews.DecidedView;
import dev.lethe.service.identity.ExplainViews.WhyView;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Explains any two profiles, in one customer or not. */
@ApplicationScoped
class PairExplainer {
  private final ProfileStore profiles;
  private final ProfileSeal seal;
  private final IdentityDatabase database;

  PairExplainer(ProfileStore profiles, ProfileSeal seal, IdentityDatabase database) {
    this.profiles = profiles;
    this.seal = seal;
    this.database = database;
  }

  WhyView why(ProfileId a, ProfileId b) {
    if (a.equals(b)) {
      throw new ProblemException(ProblemType.INVALID_PARAMETER, "a and b are the same profile.");
    }
    var both = profiles.load(List.of(a, b));
    if (both.size() != 2) {
      throw new ProblemException(ProblemType.NOT_FOUND, "There are no such two profiles.");
    }
    return why(OpenedProfiles.of(both, seal, profiles), a, b);
  }

  /** Both must be among the opened. */
  WhyView why(OpenedProfiles opened, ProfileId a, ProfileId b) {
    var explanation =
        new Explainer(opened.scorer(), ProfileResolver.SETTINGS.threshold())
            .why(opened.value(a), opened.value(b));
    var one = customer(opened, a);
    var other = customer(opened, b);
    return new WhyView(
        a.toString(),
        b.toString(),
        text(one),
        text(other),
        one != null && one.equals(other),
        explanation.sentence(),
        explanation.prior(),
        explanation.total(),
        explanation.threshold(),
        explanation.probability(),
        explanation.model(),
        explanation.findings(),
        Waterfall.of(explanation).bars(),
        database.with(sql -> Decisions.among(sql, List.of(a, b))).stream()
            .findFirst()
            .map(PairExplainer::decided)
            .orElse(null));
  }

  private static DecidedView decided(Standing standing) {
    return new DecidedView(Ids.text(Ids.DECISION, standing.decision()), standing.verdict().word());
  }

  private static @Nullable CustomerId customer(OpenedProfiles opened, ProfileId id) {
    return opened.profiles().stream()
        .filter(profile -> profile.id().equals(id))
        .map(StoredProfile::customer)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String text(@Nullable CustomerId customer) {
    return customer == null ? null : customer.toString();
  }
}
