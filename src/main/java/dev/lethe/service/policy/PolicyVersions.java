package dev.lethe.service.policy;

import dev.lethe.service.policy.PolicyStore.PolicyVersion;
import dev.lethe.service.policy.PolicyViews.PolicyItem;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The versions of the token policy, and making the next one. */
@ApplicationScoped
class PolicyVersions {
  private final PolicyStore store;
  private final AuditService audit;
  private final InstantSource clock;

  PolicyVersions(PolicyStore store, AuditService audit, InstantSource clock) {
    this.store = store;
    this.audit = audit;
    this.clock = clock;
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

  /**
   * Puts a document in force, unless somebody else was faster. The log knows in the same moment.
   */
  @Transactional
  PolicyVersion add(PolicyDocument document, long basedOn, String by, String reason) {
    var policy = PolicyReader.read(document);
    if (store.newest() != basedOn
        || !store.add(basedOn + 1, document, by, clock.instant(), reason)) {
      throw new ProblemException(
          ProblemType.STALE_VERSION, "based_on is not the newest version of the token policy.");
    }
    audit.append(
        new AuditEvent(
            "tokens.policy_changed",
            by,
            Map.of(
                "version",
                basedOn + 1,
                "reason",
                reason,
                "purposes",
                policy.purposes().size(),
                "rules",
                policy.tokenizing().size() + policy.revealing().size())));
    return find(basedOn + 1);
  }
}
