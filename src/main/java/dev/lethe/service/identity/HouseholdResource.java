package dev.lethe.service.identity;

import dev.lethe.service.security.Permission;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;

/** Who lives with a customer. */
@Path("/api/v1/customers/{customer}/household")
@Produces(MediaType.APPLICATION_JSON)
class HouseholdResource {
  private final Household household;

  HouseholdResource(Household household) {
    this.household = household;
  }

  /** Other people who share a phone or an address. */
  @GET
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  @Operation(
      summary = "List customers of the same household",
      description =
          "Other people who hold the same phone or postal address and are likelier housemates than"
              + " strangers. No request about a customer ever reaches its household.")
  @APIResponse(responseCode = "404", description = "urn:lethe:problem:not-found")
  public HouseholdView household(@RestPath String customer) {
    return household.of(Ids.customer(customer));
  }
}
