package dev.lethe.service.token;

import dev.lethe.service.policy.Requester;
import dev.lethe.service.quarantine.EntriesBody;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.vault.VaultService;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.Reason;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Lets events go on that were held back, once their person may be known again. */
@Path("/api/v1/datasets/{dataset}/quarantine/releases")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class ReleaseResource {
  private final Releases releases;
  private final VaultService vault;
  private final Caller caller;

  ReleaseResource(Releases releases, VaultService vault, Caller caller) {
    this.releases = releases;
    this.vault = vault;
    this.caller = caller;
  }

  /** What is to be released, and why. */
  @Schema(name = "QuarantineRelease", example = "{\"reason\":\"ticket 4711: new consent\"}")
  record ReleaseBody(
      @Schema(description = "At most 500, released before or not; without it, those that were not")
          @Nullable List<@Nullable String> entries,
      @Schema(description = "Without entries: continue behind an earlier answer's next")
          @Nullable String after,
      @Schema(description = "Without entries: how many are tried; 50, at most 500")
          @Nullable Integer limit,
      @Schema(description = "Kept in the log for ever; names nobody") @Nullable String reason) {}

  /** What became of the entries that were tried. */
  @Schema(name = "QuarantineReleased")
  record ReleaseAnswer(List<ReleaseItem> items, @Nullable String next) {}

  /** An entry with the pseudonymised event, or with the problem that it still has. */
  @Schema(name = "QuarantineReleasedItem")
  record ReleaseItem(
      String entry,
      @Schema(type = SchemaType.OBJECT) @Nullable Object event,
      @Schema(type = SchemaType.OBJECT) @Nullable Object problem) {}

  @POST
  @PermissionsAllowed(Permission.QUARANTINE_RELEASE)
  @Operation(
      summary = "Pseudonymise events that were held back and may go on now",
      description =
          "Each is treated as if it came now: whoever was let in again has a fresh profile and key,"
              + " all others stay held and answer a problem. Entries stay until their time is over:"
              + " name them to get them once more, for example after an answer that was lost.")
  @APIResponse(
      responseCode = "200",
      description = "What became of each entry that was tried.",
      content = @Content(schema = @Schema(implementation = ReleaseAnswer.class)))
  public byte[] release(@RestPath String dataset, @Nullable ReleaseBody body) {
    if (body == null) {
      throw ProblemException.missingField("reason");
    }
    var reason = Reason.required(body.reason());
    vault.requireOpen();
    var requester = Requester.of(caller);
    return body.entries() == null
        ? releases.next(requester, dataset, body.after(), Page.limit(body.limit()), reason)
        : releases.named(requester, dataset, EntriesBody.entries(body.entries()), reason);
  }
}
