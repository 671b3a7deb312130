package dev.lethe.service.request;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.fanout.ExecutionKind;
import dev.lethe.service.fanout.ExecutionOrder;
import dev.lethe.service.fanout.ExecutionOrder.SubjectProfile;
import dev.lethe.service.fanout.FanoutService;
import dev.lethe.service.fanout.SourceKeys;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.request.Plan.HeldProfile;
import dev.lethe.service.request.Plan.PlanProfile;
import dev.lethe.service.request.state.RequestCommand;
import dev.lethe.service.request.state.Transition;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes plans and releases them: what is approved is exactly the plan that was seen, about exactly
 * the profiles it lists.
 */
@ApplicationScoped
class Approval {
  private final RequestService service;
  private final RequestStore requests;
  private final PlanStore plans;
  private final PlanMaker planMaker;
  private final Transitions transitions;
  private final Notes notes;
  private final IdentityService identity;
  private final SourceKeys sourceKeys;
  private final FanoutService fanout;

  Approval(
      RequestService service,
      RequestStore requests,
      PlanStore plans,
      PlanMaker planMaker,
      Transitions transitions,
      Notes notes,
      IdentityService identity,
      SourceKeys sourceKeys,
      FanoutService fanout) {
    this.service = service;
    this.requests = requests;
    this.plans = plans;
    this.planMaker = planMaker;
    this.transitions = transitions;
    this.notes = notes;
    this.identity = identity;
    this.sourceKeys = sourceKeys;
    this.fanout = fanout;
  }

  Plan plan(String id, @Nullable String ifMatch, String by) {
    StoredRequest seen = service.get(id);
    RequestProblems.requireVersion(ifMatch, seen.version());
    requireAllowed(seen, new RequestCommand.MakePlan(by));
    String customer =
        Objects.requireNonNull(seen.subject().customer(), "a resolved request has a customer");
    Plan plan = planMaker.make(seen, customer, plans.nextVersion(id), by);
    if (plan.profiles().isEmpty()) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          plan.held().isEmpty()
              ? "The person has no records any more; there is nothing to plan."
              : "No record is surely the requester's; decide the request's review cases first.");
    }
    QuarkusTransaction.requiringNew().run(() -> store(id, seen.version(), plan, by));
    return plan;
  }

  private void store(String id, long version, Plan plan, String by) {
    StoredRequest request = service.locked(id, Long.toString(version));
    Transitions.Applied applied =
        transitions.apply(
            request,
            new RequestCommand.MakePlan(by),
            by,
            Map.of(
                "plan", plan.version(),
                "steps", plan.steps().size(),
                "profiles", plan.profiles().size(),
                "held", plan.held().size(),
                "kept", plan.kept().size()));
    plans.insert(id, plan);
    requests.planned(id, plan.version(), by, plan.profiles().size(), applied.at());
  }

  void approve(String id, @Nullable String ifMatch, String reason, String by) {
    StoredRequest seen = service.get(id);
    RequestProblems.requireVersion(ifMatch, seen.version());
    requireAllowed(seen, new RequestCommand.Approve(by));
    Plan plan = plans.newest(id).orElseThrow(() -> RequestProblems.nothing("plan"));
    requireUnchanged(seen, plan);
    byte @Nullable [] note = notes.seal(seen.subject().caseKey(), reason);
    ExecutionOrder order = order(seen, plan);
    QuarkusTransaction.requiringNew()
        .run(() -> {
          StoredRequest request = service.locked(id, Long.toString(seen.version()));
          Transitions.Applied applied =
              transitions.apply(
                  request, new RequestCommand.Approve(by), by, Map.of("plan", plan.version()));
          requests.approved(id, by, applied.at());
          notes.attach(id, applied.logSeq(), note);
          fanout.start(order);
        });
    fanout.wake();
  }

  private ExecutionOrder order(StoredRequest request, Plan plan) {
    KeyId caseKey =
        Objects.requireNonNull(request.subject().caseKey(), "an open request has its key");
    String customer = Objects.requireNonNull(plan.customer(), "a new plan names its customer");
    boolean erase = request.right() == Right.DELETE;
    return new ExecutionOrder(
        request.id(),
        erase ? ExecutionKind.ERASE : ExecutionKind.ACCESS,
        request.subject().handle(),
        customer,
        caseKey,
        erase ? knownAgainBy(caseKey, customer, ids(plan.profiles())) : new byte[0],
        plan.profiles().stream()
            .map(p -> new SubjectProfile(p.id(), KeyId.parse(p.key())))
            .toList(),
        plan.steps());
  }

  private byte[] knownAgainBy(KeyId caseKey, String customer, Set<String> profiles) {
    List<SourceKeys.OwnIdentifier> own =
        identity.ownIdentifiers(profiles.stream().map(ProfileId::parse).toList()).stream()
            .map(one -> new SourceKeys.OwnIdentifier(one.kind(), one.value()))
            .toList();
    return sourceKeys.seal(caseKey, sourceKeys(customer, profiles), own);
  }

  private List<SourceKeys.SourceKey> sourceKeys(String customer, Set<String> profiles) {
    List<SourceKeys.SourceKey> keys =
        identity.export(CustomerId.parse(customer)).stream()
            .filter(profile -> profiles.contains(profile.id().toString()))
            .map(profile -> new SourceKeys.SourceKey(profile.source(), profile.sourceKey()))
            .toList();
    if (keys.size() != profiles.size()) {
      throw new ProblemException(
          ProblemType.CONFLICT, "Another request is erasing this person already.");
    }
    return keys;
  }

  private void requireUnchanged(StoredRequest request, Plan plan) {
    String customer = Objects.requireNonNull(plan.customer(), "a new plan names its customer");
    PlanMaker.Scope now = planMaker.scope(request, customer);
    if (now.asked() > 0) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          now.asked() + " records wait for a person's decision in their review cases.");
    }
    if (!ids(now.profiles()).equals(ids(plan.profiles()))
        || !heldIds(now.held()).equals(heldIds(plan.held()))) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "The person's records have changed since the plan was made; have it made anew.");
    }
  }

  private static Set<String> heldIds(List<HeldProfile> profiles) {
    return profiles.stream().map(HeldProfile::id).collect(Collectors.toSet());
  }

  private static Set<String> ids(List<PlanProfile> profiles) {
    return profiles.stream().map(PlanProfile::id).collect(Collectors.toSet());
  }

  private static void requireAllowed(StoredRequest request, RequestCommand command) {
    if (request.asCase().on(command) instanceof Transition.Refused refused) {
      throw RequestProblems.refused(refused);
    }
  }
}
