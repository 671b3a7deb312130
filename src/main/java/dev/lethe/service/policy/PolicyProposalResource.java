package dev.lethe.service.policy;

import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Idempotent;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.Reason;
import dev.lethe.service.web.Waiting;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Changes of the token policy, which two persons make. */
@Path("/api/v1/token-policy/proposals")
@Produces(MediaType.APPLICATION_JSON)
class PolicyProposalResource {
  private final PolicyProposals proposals;
  private final PolicyInForce inForce;
  private final Caller caller;

  PolicyProposalResource(PolicyProposals proposals, PolicyInForce inForce, Caller caller) {
    this.proposals = proposals;
    this.inForce = inForce;
    this.caller = caller;
  }

  /**
   * A new version.
   *
   * @param basedOn the version that it was written from, which must be the newest
   * @param reason kept for ever in the log; names nobody
   */
  @Schema(name = "TokenPolicyChange")
  record ChangeBody(
      @Nullable Long basedOn, @Nullable String reason, @Nullable PolicyDocument policy) {}

  /** Proposals, newest first. */
  @GET
  @PermissionsAllowed(Permission.POLICY_READ)
  public Page<PolicyProposal.Item> list(
      @Parameter(description = "true: only those that a second person can confirm now") @RestQuery
          @Nullable String waiting,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String after) {
    return proposals.page(Waiting.only(waiting), after, Page.limit(limit));
  }

  /** One proposal and its content. */
  @GET
  @Path("{proposal}")
  @PermissionsAllowed(Permission.POLICY_READ)
  public PolicyProposal.View show(String proposal) {
    return proposals.show(Ids.parse(Ids.PROPOSAL, proposal));
  }

  /** Proposes the next version of the policy. It holds once a second person has confirmed it. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Permission.POLICY_WRITE)
  @Idempotent
  @ResponseStatus(201)
  @APIResponse(responseCode = "201", description = "It waits for a second person, for a week.")
  @APIResponse(
      responseCode = "412",
      description = "urn:lethe:problem:stale-version: somebody changed the policy since")
  public PolicyProposal.View propose(ChangeBody body) {
    if (body == null || body.policy() == null) {
      throw ProblemException.missingField("policy");
    }
    if (body.basedOn() == null) {
      throw ProblemException.missingField("based_on");
    }
    var reason = Reason.required(body.reason());
    return proposals.propose(body.policy(), body.basedOn(), caller.id(), reason);
  }

  /**
   * Puts in force what somebody else proposed, on this node at once and on every other within a
   * second.
   */
  @POST
  @Path("{proposal}/confirmation")
  @PermissionsAllowed(Permission.POLICY_CONFIRM)
  @Idempotent
  @APIResponse(responseCode = "200", description = "The version is in force.")
  @APIResponse(
      responseCode = "403",
      description = "urn:lethe:problem:four-eyes for whoever proposed it; or not allowed")
  @APIResponse(
      responseCode = "409",
      description = "urn:lethe:problem:wrong-state: somebody else confirmed it, or it has lapsed")
  @APIResponse(
      responseCode = "412",
      description = "urn:lethe:problem:stale-version: somebody changed the policy since")
  public PolicyProposal.View confirm(String proposal) {
    var confirmed = proposals.confirm(Ids.parse(Ids.PROPOSAL, proposal), caller.id());
    inForce.look();
    return confirmed;
  }
}
