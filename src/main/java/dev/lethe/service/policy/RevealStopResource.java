package dev.lethe.service.policy;

import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Idempotent;
import dev.lethe.service.web.Page;
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
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Callers who revealed something of too many people, until a second person lets them go on. */
@Path("/api/v1/reveals/stops")
@Produces(MediaType.APPLICATION_JSON)
class RevealStopResource {
  private final RevealStops stops;
  private final Caller caller;

  RevealStopResource(RevealStops stops, Caller caller) {
    this.stops = stops;
    this.caller = caller;
  }

  /**
   * Why a stop is lifted.
   *
   * @param reason kept for ever in the log; names nobody
   */
  @Schema(name = "RevealStopLift")
  record LiftBody(@Nullable String reason) {}

  /** Stops, newest first. */
  @GET
  @PermissionsAllowed(Permission.AUDIT_READ)
  public Page<RevealStop.View> list(
      @Parameter(description = "true: only those that a second person can lift now") @RestQuery
          @Nullable String waiting,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String after) {
    return stops.page(Waiting.only(waiting), after, Page.limit(limit));
  }

  /** One stop. */
  @GET
  @Path("{stop}")
  @PermissionsAllowed(Permission.AUDIT_READ)
  public RevealStop.View show(String stop) {
    return stops.find(Ids.parse(Ids.STOP, stop)).view();
  }

  /** Lets a stopped caller go on, for as many people again. Nobody lifts their own stop. */
  @POST
  @Path("{stop}/lift")
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Permission.REVEALS_CONFIRM)
  @Idempotent
  @APIResponse(responseCode = "200", description = "The caller may reveal again.")
  @APIResponse(
      responseCode = "403",
      description = "urn:lethe:problem:four-eyes for whoever was stopped; or not allowed")
  @APIResponse(
      responseCode = "409",
      description = "urn:lethe:problem:wrong-state: it has been lifted already")
  public RevealStop.View lift(String stop, LiftBody body) {
    var reason = Reason.required(body == null ? null : body.reason());
    return stops.lift(Ids.parse(Ids.STOP, stop), caller.id(), reason).view();
  }
}
