package dev.lethe.service.request;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.service.catalog.CatalogService;
import dev.lethe.service.fanout.DryRun;
import dev.lethe.service.fanout.PlannedStep;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.identity.IdentityService.ProfileRef;
import dev.lethe.service.request.Plan.PlanProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Computes a plan: what is known about the person, crossed with where such data lies. */
@ApplicationScoped
class PlanMaker {
  private final IdentityService identity;
  private final CatalogService catalog;
  private final DryRun dryRun;
  private final InstantSource clock;

  PlanMaker(IdentityService identity, CatalogService catalog, DryRun dryRun, InstantSource clock) {
    this.identity = identity;
    this.catalog = catalog;
    this.dryRun = dryRun;
    this.clock = clock;
  }

  /** Returns the person's profiles as they are now. */
  List<PlanProfile> profiles(String customer) {
    return identity.profiles(CustomerId.parse(customer)).stream().map(PlanMaker::profile).toList();
  }

  /** Makes a plan. Counts in the targets, so it must run outside of a transaction. */
  Plan make(StoredRequest request, String customer, int version, String by) {
    List<PlanProfile> profiles = profiles(customer);
    PlanDraft draft =
        request.right() == Right.DELETE
            ? PlanDraft.ofErasure(catalog.assets(), dryRun, clock.instant())
            : PlanDraft.ofAccess(catalog.assets(), dryRun);
    Set<String> pseudonyms = profiles.stream().map(PlanProfile::id).collect(Collectors.toSet());
    DryRun.Counted counted =
        dryRun.count(draft.steps(), Map.of("profile", pseudonyms, "customer", Set.of(customer)));
    List<String> warnings = new ArrayList<>(draft.warnings());
    warnings.addAll(counted.warnings());
    return new Plan(
        version,
        clock.instant(),
        by,
        customer,
        profiles,
        withOwnSteps(counted.steps(), draft, profiles.size()),
        new HashMap<>(draft.bases(request.regime())),
        draft.kept(),
        warnings);
  }

  private static List<PlannedStep> withOwnSteps(
      List<PlannedStep> targets, PlanDraft draft, long profiles) {
    List<PlannedStep> all = new ArrayList<>();
    draft.before().forEach(step -> all.add(step.expecting(profiles)));
    all.addAll(targets);
    draft.after().forEach(step -> all.add(step.expecting(profiles)));
    return all;
  }

  private static PlanProfile profile(ProfileRef ref) {
    return new PlanProfile(ref.id().toString(), ref.source(), ref.source(), ref.key().toString());
  }
}
