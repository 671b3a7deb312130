package dev.lethe.service.identity;

import dev.lethe.service.identity.ExplainViews.WhyNotView;
import dev.lethe.service.identity.ExplainViews.WhyView;
import dev.lethe.service.security.Permission;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Why profiles are one person, and why they are not. */
@Path("/api/v1/identity")
@Produces(MediaType.APPLICATION_JSON)
class ExplainResource {
  private final PairExplainer pairs;
  private final ApartExplainer apart;

  ExplainResource(PairExplainer pairs, ApartExplainer apart) {
    this.pairs = pairs;
    this.apart = apart;
  }

  /** The score of two profiles, field by field. */
  @GET
  @Path("why")
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  @Operation(
      summary = "Explain the score of two profiles",
      description =
          "The waterfall's bars lead from 0 over the prior and each field to the total; all figures"
              + " are bits, values are masked. A standing decision overrules the score.")
  @APIResponse(responseCode = "404", description = "urn:lethe:problem:not-found")
  public WhyView why(
      @Parameter(description = "A profile", example = "prf_01jd3vq2w7fz8k6m4x9s5t0n2b") @RestQuery
          @Nullable String a,
      @Parameter(description = "Another profile", example = "prf_01jd3vq9h4c1r7y5e8g2p6a3dk")
          @RestQuery
          @Nullable String b) {
    return pairs.why(Ids.profile(a), Ids.profile(b));
  }

  /** What keeps two sides apart. */
  @GET
  @Path("why-not")
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  @Operation(
      summary = "Explain why two profiles or customers are apart",
      description =
          "How many bits are missing, and which decision, source or cap stands between them. Of a"
              + " customer the first 60 profiles are weighed.")
  @APIResponse(responseCode = "404", description = "urn:lethe:problem:not-found")
  public WhyNotView whyNot(
      @Parameter(description = "A profile or a customer") @RestQuery @Nullable String a,
      @Parameter(description = "A profile or a customer") @RestQuery @Nullable String b) {
    return apart.whyNot(a, b);
  }
}
