package dev.lethe.service.key;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.vault.ThawId;
import dev.lethe.service.web.Idempotent;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import dev.lethe.service.web.Reason;
import dev.lethe.service.web.Waiting;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Frozen keys that may be used again, once two persons say so and as long as they still exist. */
@Path("/api/v1/keys/thaws")
@Produces(MediaType.APPLICATION_JSON)
class ThawResource {
  private static final int MOST_KEYS = 1_000;

  private final ThawService thaws;
  private final Caller caller;

  ThawResource(ThawService thaws, Caller caller) {
    this.thaws = thaws;
    this.caller = caller;
  }

  /**
   * Which keys, and why.
   *
   * @param keys at most 1,000
   * @param reason kept for ever in the log; names nobody
   */
  record ThawBody(@Nullable List<@Nullable String> keys, @Nullable String reason) {}

  /** Proposals, newest first. */
  @GET
  @PermissionsAllowed(Permission.AUDIT_READ)
  public Page<ThawView> list(
      @Parameter(description = "true: only those that a second person can confirm now") @RestQuery
          @Nullable String waiting,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String after) {
    return thaws.page(Waiting.only(waiting), after, Page.limit(limit));
  }

  /** One proposal. */
  @GET
  @Path("{thaw}")
  @PermissionsAllowed(Permission.AUDIT_READ)
  public ThawView show(String thaw) {
    return ThawView.of(thaws.find(id(thaw)));
  }

  /** Proposes that frozen keys be used again. Nothing changes until a second person confirms it. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Permission.KEYS_THAW)
  @Idempotent
  @ResponseStatus(201)
  @APIResponse(responseCode = "201", description = "The proposal waits for a second person.")
  @APIResponse(
      responseCode = "409",
      description = "urn:lethe:problem:wrong-state: a key is not frozen")
  @APIResponse(
      responseCode = "422",
      description = "urn:lethe:problem:key-destroyed: nothing brings it back")
  public ThawView propose(ThawBody body) {
    if (body == null || body.keys() == null || body.keys().isEmpty()) {
      throw ProblemException.missingField("keys");
    }
    var reason = Reason.required(body.reason());
    return ThawView.of(thaws.propose(keys(body.keys()), caller.id(), reason));
  }

  /** Confirms somebody else's proposal: from now on its keys can be used. */
  @POST
  @Path("{thaw}/confirmation")
  @PermissionsAllowed(Permission.KEYS_CONFIRM)
  @Idempotent
  @APIResponse(responseCode = "200", description = "Every key of the proposal can be used.")
  @APIResponse(
      responseCode = "403",
      description = "urn:lethe:problem:four-eyes for whoever proposed it; or not allowed")
  @APIResponse(
      responseCode = "409",
      description = "urn:lethe:problem:wrong-state: it was confirmed, or a key is not frozen")
  @APIResponse(
      responseCode = "422",
      description = "urn:lethe:problem:key-destroyed: then no key of it is thawed")
  public ThawView confirm(String thaw) {
    return ThawView.of(thaws.confirm(id(thaw), caller.id()));
  }

  private static ThawId id(String text) {
    try {
      return ThawId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemType.NOT_FOUND, "There is no such thaw.");
    }
  }

  private static List<KeyId> keys(List<@Nullable String> texts) {
    if (texts.size() > MOST_KEYS) {
      throw ProblemException.invalidField("keys", "At most " + MOST_KEYS + " keys.");
    }
    var keys = new ArrayList<KeyId>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      try {
        keys.add(KeyId.parse(String.valueOf(texts.get(i))));
      } catch (IllegalArgumentException e) {
        throw ProblemException.invalidField("keys", "Key " + i + " is no key id.");
      }
    }
    return keys;
  }
}
