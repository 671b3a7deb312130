package dev.lethe.service.request;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.service.catalog.CatalogService;
import dev.lethe.service.fanout.DryRun;
import dev.lethe.service.fanout.PlannedStep;
import dev.lethe.service.identity.ErasureScope;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.identity.IdentityService.ProfileRef;
import dev.lethe.service.request.Plan.HeldProfile;
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
  private final ProvenValues provenValues;
  private final CatalogService catalog;
  private final DryRun dryRun;
  private final InstantSource clock;

  PlanMaker(
      IdentityService identity,
      ProvenValues provenValues,
      CatalogService catalog,
      DryRun dryRun,
      InstantSource clock) {
    this.identity = identity;
    this.provenValues = provenValues;
    this.catalog = catalog;
    this.dryRun = dryRun;
    this.clock = clock;
  }

  /**
   * What of a customer a request is about.
   *
   * @param held profiles that are not surely the requester's; always empty for access
   */
  record Scope(List<PlanProfile> profiles, List<HeldProfile> held) {
    private static final String ASK = "ask";

    /** How many profiles wait for a person. */
    long asked() {
      return held.stream().filter(profile -> profile.treatment().equals(ASK)).count();
    }

    List<String> warnings() {
      List<String> warnings = new ArrayList<>();
      if (asked() > 0) {
        warnings.add(
            asked()
                + " records may be the requester's: decide their review cases, then make the plan"
                + " anew.");
      }
      if (held.size() > asked()) {
        warnings.add(
            held.size()
                - asked()
                + " records of the customer stay: they are not tied to what was verified.");
      }
      return warnings;
    }
  }

  /** Returns the person's profiles as they are now. */
  List<PlanProfile> profiles(String customer) {
    return identity.profiles(CustomerId.parse(customer)).stream().map(PlanMaker::profile).toList();
  }

  /** Parts the customer's profiles as they are now; must run outside of a transaction. */
  Scope scope(StoredRequest request, String customer) {
    List<PlanProfile> all = profiles(customer);
    if (request.right() != Right.DELETE || all.isEmpty()) {
      return new Scope(all, List.of());
    }
    ErasureScope scope =
        identity.erasureScope(CustomerId.parse(customer), request.id(), provenValues.of(request));
    return new Scope(
        scope.erase().stream().map(PlanMaker::profile).toList(),
        scope.held().stream().map(PlanMaker::held).toList());
  }

  private static HeldProfile held(ErasureScope.Held held) {
    return new HeldProfile(
        held.profile().toString(),
        held.source(),
        held.treatment(),
        held.bits(),
        held.reason(),
        held.review());
  }

  /** Makes a plan. Counts in the targets, so it must run outside of a transaction. */
  Plan make(StoredRequest request, String customer, int version, String by) {
    Scope scope = scope(request, customer);
    List<PlanProfile> profiles = scope.profiles();
    boolean whole = scope.held().isEmpty();
    PlanDraft draft =
        request.right() == Right.DELETE
            ? PlanDraft.ofErasure(catalog.assets(), dryRun, clock.instant(), whole)
            : PlanDraft.ofAccess(catalog.assets(), dryRun);
    Set<String> pseudonyms = profiles.stream().map(PlanProfile::id).collect(Collectors.toSet());
    DryRun.Counted counted =
        dryRun.count(draft.steps(), Map.of("profile", pseudonyms, "customer", Set.of(customer)));
    List<String> warnings = new ArrayList<>(draft.warnings());
    warnings.addAll(counted.warnings());
    warnings.addAll(scope.warnings());
    return new Plan(
        version,
        clock.instant(),
        by,
        customer,
        profiles,
        scope.held(),
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
