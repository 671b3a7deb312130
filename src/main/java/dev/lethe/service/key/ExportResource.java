package dev.lethe.service.key;

import dev.lethe.cryptovault.hold.HoldException;
import dev.lethe.cryptovault.hold.RecipientKey;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.vault.ExportId;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Keys for a legal hold: wrapped for one recipient, once two persons say so. */
@Path("/api/v1/keys/exports")
@Produces(MediaType.APPLICATION_JSON)
class ExportResource {
  private static final int LONGEST_HOLD = 128;

  private final ExportWork exports;
  private final Caller caller;

  ExportResource(ExportWork exports, Caller caller) {
    this.exports = exports;
    this.caller = caller;
  }

  /**
   * Whose keys, for whom, and why.
   *
   * @param profiles at most 1,000; all keys that each ever had
   * @param hold the legal hold's reference, which names nobody; without it a pending erasure is not
   *     touched
   * @param reason kept for ever in the log and told to the recipient; names nobody
   * @param recipientPublicKey an X25519 key in PEM form
   * @param expiresAt until when the recipient may use the keys, such as 2027-01-01T00:00:00Z
   */
  record ExportBody(
      @Nullable List<@Nullable String> profiles,
      @Nullable String hold,
      @Nullable String reason,
      @Nullable String recipientPublicKey,
      @Nullable String expiresAt) {}

  /** Exports, newest first. */
  @GET
  @PermissionsAllowed(Permission.AUDIT_READ)
  public Page<ExportView> list(
      @Parameter(description = "true: only those that a second person can confirm now") @RestQuery
          @Nullable String waiting,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String after) {
    return exports.page(Waiting.only(waiting), after, Page.limit(limit));
  }

  /** One export. */
  @GET
  @Path("{export}")
  @PermissionsAllowed(Permission.AUDIT_READ)
  public ExportView show(String export) {
    return ExportView.of(exports.find(id(export)));
  }

  /** Proposes that keys leave the vault. Nothing leaves until a second person confirms it. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Permission.KEYS_EXPORT)
  @Idempotent
  @ResponseStatus(201)
  @APIResponse(responseCode = "201", description = "The proposal waits for a second person.")
  @APIResponse(
      responseCode = "422",
      description =
          "urn:lethe:problem:key-destroyed: nothing brings it back; urn:lethe:problem:key-frozen:"
              + " its erasure is pending and no hold is named")
  public ExportView propose(ExportBody body) {
    if (body == null || body.profiles() == null) {
      throw ProblemException.missingField("profiles");
    }
    return ExportView.of(
        exports.propose(
            RotationResource.profiles(body.profiles()),
            hold(body.hold()),
            Reason.required(body.reason()),
            recipient(body.recipientPublicKey()),
            RotationResource.moment("expires_at", body.expiresAt()),
            caller.id()));
  }

  /**
   * Confirms somebody else's proposal and answers the signed file, which Lethe does not keep.
   * Whoever confirmed it may ask again; each time is logged.
   */
  @POST
  @Path("{export}/confirmation")
  @PermissionsAllowed(Permission.KEYS_CONFIRM)
  @APIResponse(
      responseCode = "200",
      description = "{\"receipt\": the file of held keys, \"signature\": Lethe's over it}.")
  @APIResponse(
      responseCode = "403",
      description = "urn:lethe:problem:four-eyes for whoever proposed it; or not allowed")
  @APIResponse(
      responseCode = "409",
      description = "urn:lethe:problem:wrong-state: somebody else confirmed it, or it expired")
  @APIResponse(
      responseCode = "422",
      description =
          "urn:lethe:problem:key-destroyed: then no key leaves; urn:lethe:problem:key-frozen: an"
              + " erasure is pending and no hold is named")
  public String confirm(String export) {
    return exports.confirm(id(export), caller.id());
  }

  /**
   * States, signed, what has become of each key that left: {@code live}, {@code frozen} or {@code
   * destroyed}. Another vault asks for it before it imports them.
   */
  @POST
  @Path("{export}/statement")
  @PermissionsAllowed(Permission.KEYS_EXPORT)
  @APIResponse(
      responseCode = "200",
      description = "{\"receipt\": the states at this moment, \"signature\": Lethe's over it}.")
  @APIResponse(
      responseCode = "409",
      description = "urn:lethe:problem:wrong-state: nobody has confirmed it")
  public String state(String export) {
    return exports.state(id(export), caller.id());
  }

  private static ExportId id(String text) {
    try {
      return ExportId.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(ProblemType.NOT_FOUND, "There is no such export.");
    }
  }

  private static @Nullable String hold(@Nullable String hold) {
    if (hold == null || hold.isBlank()) {
      return null;
    }
    if (hold.length() > LONGEST_HOLD) {
      throw ProblemException.invalidField("hold", "At most " + LONGEST_HOLD + " characters.");
    }
    return hold.strip();
  }

  private static RecipientKey recipient(@Nullable String pem) {
    if (pem == null) {
      throw ProblemException.missingField("recipient_public_key");
    }
    try {
      return RecipientKey.fromPem(pem);
    } catch (HoldException e) {
      throw ProblemException.invalidField(
          "recipient_public_key", "An X25519 public key in PEM form.");
    }
  }
}
