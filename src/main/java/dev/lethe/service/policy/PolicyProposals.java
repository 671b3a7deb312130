package dev.lethe.service.policy;

import dev.lethe.service.policy.PolicyProposal.State;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes the token policy by two persons: one proposes the next version, another one puts it in
 * force. The log knows of each step in the same moment.
 */
@ApplicationScoped
class PolicyProposals {
  private final PolicyProposalStore store;
  private final PolicyStore versions;
  private final AuditService audit;
  private final SecureRandom random;
  private final InstantSource clock;

  PolicyProposals(
      PolicyProposalStore store,
      PolicyStore versions,
      AuditService audit,
      SecureRandom random,
      InstantSource clock) {
    this.store = store;
    this.versions = versions;
    this.audit = audit;
    this.random = random;
    this.clock = clock;
  }

  @Transactional
  PolicyProposal.View propose(PolicyDocument document, long basedOn, String person, String reason) {
    var policy = PolicyReader.read(document);
    if (versions.newest() != basedOn) {
      throw stale();
    }
    var id = Ids.PROPOSAL.random(random);
    store.add(id, basedOn, document, reason, person, clock.instant());
    var proposal = find(id);
    log("tokens.policy_proposed", person, proposal, policy);
    return view(proposal);
  }

  /** Puts in force what somebody else proposed. Repeating it changes nothing. */
  @Transactional
  PolicyProposal.View confirm(UUID id, String person) {
    var proposal = store.lock(id).orElseThrow(Ids::nothing);
    if (proposal.proposedBy().equals(person)) {
      throw new ProblemException(
          ProblemType.FOUR_EYES, "You cannot confirm this: you proposed it. Ask a second person.");
    }
    if (person.equals(proposal.confirmedBy())) {
      return view(proposal);
    }
    var now = clock.instant();
    var state = proposal.state(versions.newest(), now);
    if (state == State.STALE) {
      throw stale();
    }
    if (state != State.PROPOSED) {
      throw new ProblemException(
          ProblemType.WRONG_STATE, "This proposal is " + PolicyProposal.word(state) + ".");
    }
    // A later release may allow less than the one it was proposed under.
    var policy = PolicyReader.read(proposal.document());
    if (!versions.add(proposal, person, now)) {
      throw stale();
    }
    store.confirm(id, person, now);
    var confirmed = find(id);
    log("tokens.policy_changed", person, confirmed, policy);
    return view(confirmed);
  }

  private static ProblemException stale() {
    return new ProblemException(
        ProblemType.STALE_VERSION, "based_on is not the newest version of the token policy.");
  }

  PolicyProposal.View show(UUID id) {
    return view(find(id));
  }

  Page<PolicyProposal.Item> page(boolean waiting, @Nullable String after, int limit) {
    var now = clock.instant();
    long newest = versions.newest();
    return Page.newestFirst(
            after, limit, waiting ? this::waiting : store::before, PolicyProposal::seq)
        .map(proposal -> PolicyProposal.Item.of(proposal, newest, now));
  }

  private List<PolicyProposal> waiting(long before, int most) {
    var since = clock.instant().minus(PolicyProposal.LONGEST_WAIT);
    return store.waiting(before, versions.newest(), since, most);
  }

  private PolicyProposal find(UUID id) {
    return store.find(id).orElseThrow(Ids::nothing);
  }

  private PolicyProposal.View view(PolicyProposal proposal) {
    return PolicyProposal.View.of(proposal, versions.newest(), clock.instant());
  }

  private void log(String what, String person, PolicyProposal proposal, TokenPolicy policy) {
    audit.append(
        new AuditEvent(
            what,
            person,
            Map.of(
                "proposal", proposal.name(),
                "proposed_by", proposal.proposedBy(),
                "version", proposal.basedOn() + 1,
                "reason", proposal.reason(),
                "purposes", policy.purposes().size(),
                "rules", policy.tokenizing().size() + policy.revealing().size())));
  }
}
