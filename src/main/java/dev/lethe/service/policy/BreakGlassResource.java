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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Rights to reveal beyond the token policy, for hours, that a second person confirms. */
@Path("/api/v1/reveals/break-glass")
@Produces(MediaType.APPLICATION_JSON)
class BreakGlassResource {
  private final BreakGlassService rights;
  private final Caller caller;

  BreakGlassResource(BreakGlassService rights, Caller caller) {
    this.rights = rights;
    this.caller = caller;
  }

  /**
   * What is needed, what for and how long.
   *
   * @param fields field classes, each by its name
   * @param purpose one that the token policy declares
   * @param reason kept for ever in the log; names nobody
   * @param hours from the confirmation on; the token policy says how many at most
   */
  @Schema(name = "BreakGlassWish")
  record WishBody(
      @Nullable List<@Nullable String> fields,
      @Nullable String purpose,
      @Nullable String reason,
      @Nullable Integer hours) {}

  /** Rights, newest first. */
  @GET
  @PermissionsAllowed(Permission.AUDIT_READ)
  public Page<BreakGlass.View> list(
      @Parameter(description = "true: only those that a second person can confirm now") @RestQuery
          @Nullable String waiting,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String after) {
    return rights.page(Waiting.only(waiting), after, Page.limit(limit));
  }

  /** One right. */
  @GET
  @Path("{right}")
  @PermissionsAllowed(Permission.AUDIT_READ)
  public BreakGlass.View show(String right) {
    return rights.show(Ids.parse(Ids.BREAK_GLASS, right));
  }

  /** Asks for a right of one's own. Nothing is allowed until a second person confirms it. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Permission.TOKENS_REVEAL)
  @Idempotent
  @ResponseStatus(201)
  @APIResponse(responseCode = "201", description = "It waits for a second person, for a day.")
  @APIResponse(
      responseCode = "400",
      description = "urn:lethe:problem:purpose-not-declared; or of any body")
  public BreakGlass.View ask(WishBody body) {
    if (body == null) {
      throw ProblemException.missingField("fields");
    }
    var fields = PolicyReader.namedFields(body.fields());
    if (body.purpose() == null) {
      throw ProblemException.missingField("purpose");
    }
    if (body.hours() == null) {
      throw ProblemException.missingField("hours");
    }
    var reason = Reason.required(body.reason());
    return rights.ask(
        caller.id(), new BreakGlassService.Wish(fields, body.purpose(), reason, body.hours()));
  }

  /** Confirms what somebody else asked for: from now on, and for its hours, they may. */
  @POST
  @Path("{right}/confirmation")
  @PermissionsAllowed(Permission.REVEALS_CONFIRM)
  @Idempotent
  @APIResponse(responseCode = "200", description = "The right holds until it ends by itself.")
  @APIResponse(
      responseCode = "403",
      description = "urn:lethe:problem:four-eyes for whoever asked for it; or not allowed")
  @APIResponse(
      responseCode = "409",
      description = "urn:lethe:problem:wrong-state: it was confirmed, has lapsed or was ended")
  public BreakGlass.View confirm(String right) {
    return rights.confirm(Ids.parse(Ids.BREAK_GLASS, right), caller.id());
  }

  /** Ends a right early: one's own, or any with the permission to confirm. */
  @POST
  @Path("{right}/end")
  @PermissionsAllowed({Permission.TOKENS_REVEAL, Permission.REVEALS_CONFIRM})
  @Idempotent
  @APIResponse(responseCode = "200", description = "Nothing is allowed by it any more.")
  @APIResponse(
      responseCode = "409",
      description = "urn:lethe:problem:wrong-state: it is over already")
  public BreakGlass.View end(String right) {
    return rights.end(
        Ids.parse(Ids.BREAK_GLASS, right), caller.id(), caller.may(Permission.REVEALS_CONFIRM));
  }
}
