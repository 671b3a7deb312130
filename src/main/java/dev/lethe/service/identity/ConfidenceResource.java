package dev.lethe.service.identity;

import dev.lethe.service.identity.CustomerResource.SearchBody;
import dev.lethe.service.security.Permission;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** How surely a customer's profiles belong to whoever proved some values. */
@Path("/api/v1/customers/{customer}/confidence")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ConfidenceResource {
  private final ProfileJudge judge;

  ConfidenceResource(ProfileJudge judge) {
    this.judge = judge;
  }

  /** Judges every profile; changes nothing. Proven values never stand in a URL. */
  @POST
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  @Operation(
      summary = "Judge each profile of a customer by proven values",
      description =
          "The degree travels from the profiles that hold a proven value along the links; a chain is"
              + " as sure as all its links together. From 2.3 bits (5 to 1) a profile is erased,"
              + " from -3 a person is asked, below it is left. Changes nothing.")
  @APIResponse(responseCode = "404", description = "urn:lethe:problem:not-found")
  public ConfidenceView confidence(@RestPath String customer, @Nullable SearchBody body) {
    var id = Ids.customer(customer);
    return ConfidenceView.of(judge.judge(id, CustomerResource.identifiers(body)));
  }
}
