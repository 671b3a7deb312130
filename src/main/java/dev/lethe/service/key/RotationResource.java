package dev.lethe.service.key;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.vault.RotationId;
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
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Successors of keys: new tokens are made under them, and what exists still opens. */
@Path("/api/v1/keys/rotations")
@Produces(MediaType.APPLICATION_JSON)
class RotationResource {
  private static final int MOST_PROFILES = 1_000;

  private final RotationWork work;
  private final Caller caller;

  RotationResource(RotationWork work, Caller caller) {
    this.work = work;
    this.caller = caller;
  }

  /**
   * Whose keys, and why: either profiles, or every profile with an old key.
   *
   * @param profiles at most 1,000
   * @param olderThan a moment that has passed, such as 2026-01-01T00:00:00Z; keys made before it
   * @param reason kept for ever in the log; names nobody
   */
  record RotationBody(
      @Nullable List<@Nullable String> profiles,
      @Nullable String olderThan,
      @Nullable String reason) {}

  /** Rotations, newest first. */
  @GET
  @PermissionsAllowed(Permission.AUDIT_READ)
  public Page<RotationView> list(
      @RestQuery @Nullable Integer limit, @RestQuery @Nullable String after) {
    return work.page(after, Page.limit(limit));
  }

  /** One rotation and how far it is. */
  @GET
  @Path("{rotation}")
  @PermissionsAllowed(Permission.AUDIT_READ)
  public RotationView show(String rotation) {
    try {
      return RotationView.of(work.find(RotationId.parse(rotation)));
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemType.NOT_FOUND, "There is no such rotation.");
    }
  }

  /**
   * Gives profiles' keys successors. Tokens that exist open as before; new ones, deterministic ones
   * too, differ from theirs. Named profiles are done when this answers; where {@code older_than}
   * stands instead, it goes on in the background and survives restarts.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Permission.KEYS_ROTATE)
  @Idempotent
  @ResponseStatus(201)
  @APIResponse(responseCode = "201", description = "It is done, or has begun; see its state.")
  @APIResponse(
      responseCode = "507",
      description = "urn:lethe:problem:vault-full: there is no room for that many keys")
  public RotationView rotate(RotationBody body) {
    if (body == null || body.profiles() == null && body.olderThan() == null) {
      throw ProblemException.missingField("profiles");
    }
    var reason = Reason.required(body.reason());
    if (body.profiles() == null) {
      return RotationView.of(
          work.ofKeysOlderThan(moment("older_than", body.olderThan()), caller.id(), reason));
    }
    if (body.olderThan() != null) {
      throw ProblemException.invalidField("older_than", "Name profiles or a moment, not both.");
    }
    return RotationView.of(work.ofProfiles(profiles(body.profiles()), caller.id(), reason));
  }

  static Instant moment(String field, @Nullable String text) {
    try {
      return Instant.parse(String.valueOf(text));
    } catch (DateTimeParseException e) {
      throw ProblemException.invalidField(field, "A moment is like 2026-01-01T00:00:00Z.");
    }
  }

  static List<ProfileId> profiles(List<@Nullable String> texts) {
    if (texts.isEmpty() || texts.size() > MOST_PROFILES) {
      throw ProblemException.invalidField("profiles", "1 to " + MOST_PROFILES + " profiles.");
    }
    var profiles = new ArrayList<ProfileId>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      try {
        profiles.add(ProfileId.parse(String.valueOf(texts.get(i))));
      } catch (IllegalArgumentException e) {
        throw ProblemException.invalidField("profiles", "Profile " + i + " is no profile id.");
      }
    }
    return profiles;
  }
}
