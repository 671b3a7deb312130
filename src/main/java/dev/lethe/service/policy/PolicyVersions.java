package dev.lethe.service.policy;

import dev.lethe.service.policy.PolicyStore.PolicyVersion;
import dev.lethe.service.policy.PolicyViews.PolicyItem;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The versions of the token policy. */
@ApplicationScoped
class PolicyVersions {
  private final PolicyStore store;

  PolicyVersions(PolicyStore store) {
    this.store = store;
  }

  PolicyVersion newest() {
    return find(store.newest());
  }

  PolicyVersion find(long version) {
    return store
        .find(version)
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.NOT_FOUND, "There is no such version of the token policy."));
  }

  Page<PolicyItem> page(@Nullable String after, int limit) {
    return Page.newestFirst(after, limit, store::before, PolicyVersion::version)
        .map(PolicyItem::of);
  }
}
