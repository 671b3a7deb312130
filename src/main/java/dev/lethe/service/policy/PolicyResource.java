package dev.lethe.service.policy;

import dev.lethe.service.policy.PolicyViews.PolicyItem;
import dev.lethe.service.policy.PolicyViews.PolicyView;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who may tokenize and reveal what: versions that never change, of which the newest holds. */
@Path("/api/v1/token-policy")
@Produces(MediaType.APPLICATION_JSON)
class PolicyResource {
  private final PolicyVersions versions;

  PolicyResource(PolicyVersions versions) {
    this.versions = versions;
  }

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

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "There is no such version of the token policy.");
    }
  }
}
