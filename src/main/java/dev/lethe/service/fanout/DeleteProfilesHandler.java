package dev.lethe.service.fanout;

import dev.lethe.cryptovault.proof.Json;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.identity.IdentityService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Deletes profiles from the identity graph and looks whether they are gone. */
@ApplicationScoped
class DeleteProfilesHandler implements StageHandler {
  private final IdentityService identity;
  private final ExecutionStore executions;

  DeleteProfilesHandler(IdentityService identity, ExecutionStore executions) {
    this.identity = identity;
    this.executions = executions;
  }

  @Override
  public Set<Stage> stages() {
    return Set.of(Stage.DELETE_PROFILES);
  }

  @Override
  public Recording perform(Work work) throws StageTrouble {
    identity.erase(
        work.items().stream().flatMap(item -> profiles(item).stream()).distinct().toList());
    for (Work.Item item : work.items()) {
      requireGone(item);
    }
    return () -> work.items().forEach(item -> record(item.execution()));
  }

  private void requireGone(Work.Item item) throws StageTrouble {
    String customer = item.execution().customer();
    if (customer == null) {
      return;
    }
    Set<ProfileId> left =
        identity.profiles(CustomerId.parse(customer)).stream()
            .map(IdentityService.ProfileRef::id)
            .collect(Collectors.toSet());
    left.retainAll(profiles(item));
    if (!left.isEmpty()) {
      throw StageTrouble.passing(left.size() + " profiles are still there.");
    }
  }

  private void record(Execution execution) {
    int count = execution.profiles().size();
    executions.report(execution.request(), Json.object().put("profiles_deleted", count).build());
  }

  private static List<ProfileId> profiles(Work.Item item) {
    return item.execution().profiles().stream().map(p -> ProfileId.parse(p.profile())).toList();
  }
}
