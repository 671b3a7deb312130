package dev.lethe.service.policy;

import dev.lethe.service.policy.PolicyViews.PolicyItem;
import dev.lethe.service.policy.PolicyViews.PolicyView;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Idempotent;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import dev.lethe.service.web.Reason;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who may tokenize and reveal what: versions that never change, of which the newest holds. */
@Path("/api/v1/token-policy")
@Produces(MediaType.APPLICATION_JSON)
class PolicyResource {
  private final PolicyVersions versions;
  private final PolicyInForce inForce;
  private final Caller caller;

  PolicyResource(PolicyVersions versions, PolicyInForce inForce, Caller caller) {
    this.versions = versions;
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

  /** The policy in force. */
  @GET
  @PermissionsAllowed(Permission.POLICY_READ)
  public PolicyView show() {
    return PolicyView.of(versions.newest());
  }

  /** Every version, newest first. */
  @GET
  @Path("versions")
  @PermissionsAllowed(Permission.POLICY_READ)
  public Page<PolicyItem> list(
      @RestQuery @Nullable Integer limit, @RestQuery @Nullable String after) {
    return versions.page(after, Page.limit(limit));
  }

  /** One version. */
  @GET
  @Path("versions/{version}")
  @PermissionsAllowed(Permission.POLICY_READ)
  public PolicyView version(String version) {
    return PolicyView.of(versions.find(number(version)));
  }

  /** Puts a new version in force, on this node at once and on every other within a second. */
  @POST
  @Path("versions")
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Permission.POLICY_WRITE)
  @Idempotent
  @ResponseStatus(201)
  @APIResponse(responseCode = "201", description = "The version is in force.")
  @APIResponse(
      responseCode = "412",
      description = "urn:lethe:problem:stale-version: somebody changed the policy since")
  public PolicyView change(ChangeBody body) {
    if (body == null || body.policy() == null) {
      throw ProblemException.missingField("policy");
    }
    if (body.basedOn() == null) {
      throw ProblemException.missingField("based_on");
    }
    var reason = Reason.required(body.reason());
    var made = versions.add(body.policy(), body.basedOn(), caller.id(), reason);
    inForce.look();
    return PolicyView.of(made);
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "There is no such version of the token policy.");
    }
  }
}
