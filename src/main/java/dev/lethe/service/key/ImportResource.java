package dev.lethe.service.key;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.vault.ImportId;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Keys of another vault: each hangs on a profile of this one, once two persons say so. */
@Path("/api/v1/keys/imports")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class ImportResource {
  private static final int MOST_PROFILES = 1_000;

  private final ImportWork imports;
  private final Caller caller;

  ImportResource(ImportWork imports, Caller caller) {
    this.imports = imports;
    this.caller = caller;
  }

  /**
   * Why keys are to be imported, and until when.
   *
   * @param reason kept for ever in the log; names nobody
   * @param expiresAt in 30 days at most; then the private key is destroyed
   */
  record ImportBody(@Nullable String reason, @Nullable String expiresAt) {}

  /**
   * What is to be imported.
   *
   * @param file the text of the file that the other vault exported for this import's key
   * @param profiles for each profile of the file the one here whose erasure is to destroy its keys
   */
  record ProposalBody(@Nullable String file, @Nullable List<@Nullable Owner> profiles) {}

  /**
   * Who takes the keys of whom.
   *
   * @param from a profile as the file names it
   * @param to a profile of this installation
   */
  record Owner(@Nullable String from, @Nullable String to) {}

  /**
   * That the keys still live.
   *
   * @param statement the text of what the other vault's {@code statement} of the export answered, a
   *     day ago at most
   */
  record ConfirmationBody(@Nullable String statement) {}

  /** Imports, newest first. */
  @GET
  @PermissionsAllowed(Permission.AUDIT_READ)
  public Page<ImportView> list(
      @Parameter(description = "true: only those that a second person can confirm now") @RestQuery
          @Nullable String waiting,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String after) {
    return imports.page(Waiting.only(waiting), after, Page.limit(limit));
  }

  /** One import. */
  @GET
  @Path("{import}")
  @PermissionsAllowed(Permission.AUDIT_READ)
  public ImportView show(@RestPath("import") String id) {
    return imports.view(imports.find(id(id)));
  }

  /** Begins an import: makes the key pair that another vault is to wrap its keys for. */
  @POST
  @PermissionsAllowed(Permission.KEYS_IMPORT)
  @Idempotent
  @ResponseStatus(201)
  @APIResponse(
      responseCode = "201",
      description = "Name its recipient_public_key in the other vault's export.")
  public ImportView open(ImportBody body) {
    if (body == null) {
      throw ProblemException.missingField("reason");
    }
    var reason = Reason.required(body.reason());
    var expiresAt = RotationResource.moment("expires_at", body.expiresAt());
    return imports.view(imports.open(reason, expiresAt, caller.id()));
  }

  /**
   * Proposes the file, once. Nothing is imported until a second person confirms it; another file or
   * mapping takes another import.
   */
  @POST
  @Path("{import}/proposal")
  @PermissionsAllowed(Permission.KEYS_IMPORT)
  @Idempotent
  @APIResponse(responseCode = "200", description = "The proposal waits for a second person.")
  @APIResponse(
      responseCode = "409",
      description = "urn:lethe:problem:wrong-state: there is a file, or the import has ended")
  @APIResponse(
      responseCode = "422",
      description =
          "urn:lethe:problem:import-refused: why is file, signer, tenant, expired, mapping,"
              + " destroyed, profile, other_bytes or other_profile")
  public ImportView propose(@RestPath("import") String id, ProposalBody body) {
    if (body == null || body.file() == null) {
      throw ProblemException.missingField("file");
    }
    if (body.profiles() == null) {
      throw ProblemException.missingField("profiles");
    }
    var profiles = profiles(body.profiles());
    return imports.view(imports.propose(id(id), body.file(), profiles, caller.id()));
  }

  /**
   * Confirms somebody else's proposal: every key of it is imported, or none. The private key is
   * destroyed then. Whoever confirmed it may ask again.
   */
  @POST
  @Path("{import}/confirmation")
  @PermissionsAllowed(Permission.KEYS_CONFIRM)
  @Idempotent
  @APIResponse(responseCode = "200", description = "Tokens under these keys open here.")
  @APIResponse(
      responseCode = "403",
      description = "urn:lethe:problem:four-eyes for whoever proposed it; or not allowed")
  @APIResponse(
      responseCode = "409",
      description = "urn:lethe:problem:wrong-state: nothing was proposed, or it has ended")
  @APIResponse(
      responseCode = "422",
      description =
          "urn:lethe:problem:import-refused: why is what it is for a proposal, statement or"
              + " not_live; no key of it is imported")
  @APIResponse(
      responseCode = "507",
      description = "urn:lethe:problem:vault-full: there is no room for that many keys")
  public ImportView confirm(@RestPath("import") String id, ConfirmationBody body) {
    if (body == null || body.statement() == null) {
      throw ProblemException.missingField("statement");
    }
    return imports.view(imports.confirm(id(id), body.statement(), caller.id()));
  }

  private static ImportId id(String text) {
    try {
      return ImportId.parse(text);
    } catch (IllegalArgumentException e) {
      throw ImportProblems.notFound();
    }
  }

  private static Map<String, ProfileId> profiles(List<@Nullable Owner> owners) {
    if (owners.size() > MOST_PROFILES) {
      throw ProblemException.invalidField("profiles", "At most " + MOST_PROFILES + " profiles.");
    }
    var profiles = new HashMap<String, ProfileId>();
    for (int i = 0; i < owners.size(); i++) {
      var owner = owners.get(i);
      if (owner == null || owner.from() == null || owner.to() == null) {
        throw ProblemException.invalidField("profiles", "Entry " + i + " needs from and to.");
      }
      try {
        if (profiles.put(owner.from(), ProfileId.parse(owner.to())) != null) {
          throw ProblemException.invalidField("profiles", "Entry " + i + " names from again.");
        }
      } catch (IllegalArgumentException e) {
        throw ProblemException.invalidField("profiles", "Entry " + i + " has no profile id as to.");
      }
    }
    return profiles;
  }
}
