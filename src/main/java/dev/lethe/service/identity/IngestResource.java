package dev.lethe.service.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.cryptovault.VaultException;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.identity.CustomerView.ProfileView;
import dev.lethe.service.identity.ProfileIngest.Arrived;
import dev.lethe.service.identity.ProfileIngest.ItemResult;
import dev.lethe.service.identity.ProfileIngest.Summary;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.vault.VaultService;
import dev.lethe.service.web.Idempotent;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.security.PermissionsAllowed;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Takes profiles in, shows one, deletes one. */
@Path("/api/v1/profiles")
@Produces(MediaType.APPLICATION_JSON)
class IngestResource {
  static final String NDJSON = "application/x-ndjson";

  /** Few enough that streams of different people seldom wait for each other. */
  private static final int CHUNK = 100;

  private static final int MOST_ITEMS = 10_000;

  private final ProfileIngest ingest;
  private final ProfileStore profiles;
  private final MaskedProfiles masked;
  private final IdentityService identity;
  private final VaultService vault;
  private final AuditService audit;
  private final Caller caller;
  private final ObjectMapper json;

  IngestResource(
      ProfileIngest ingest,
      ProfileStore profiles,
      MaskedProfiles masked,
      IdentityService identity,
      VaultService vault,
      AuditService audit,
      Caller caller,
      ObjectMapper json) {
    this.ingest = ingest;
    this.profiles = profiles;
    this.masked = masked;
    this.identity = identity;
    this.vault = vault;
    this.audit = audit;
    this.caller = caller;
    this.json = json;
  }

  /** What became of a call's items. */
  record Ingested(int created, int updated, int unchanged, int rejected, List<ItemResult> items) {}

  /** Creates or updates profiles. Each item stands for itself. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Permission.PROFILES_WRITE)
  @Idempotent
  @APIResponse(
      responseCode = "503",
      description =
          "urn:lethe:problem:overloaded: as many wait as may; nothing was taken, Retry-After says"
              + " when to try again")
  public Ingested ingest(JsonNode body) {
    if (body == null || !body.isArray()) {
      throw new ProblemException(ProblemType.INVALID_FIELD, "The body must be an array of items.");
    }
    if (body.size() > MOST_ITEMS) {
      throw new ProblemException(
          ProblemType.BODY_TOO_LARGE,
          "An array may have at most " + MOST_ITEMS + " items; stream more as NDJSON.");
    }
    var arrived = new ArrayList<Arrived>();
    body.forEach(node -> arrived.add(new Arrived.Document(node)));
    var results = new ArrayList<ItemResult>();
    for (int from = 0; from < arrived.size(); from += CHUNK) {
      var chunk = arrived.subList(from, Math.min(from + CHUNK, arrived.size()));
      results.addAll(ingest.ingest(from, chunk));
    }
    var summary = Summary.of(results);
    return new Ingested(
        summary.created(), summary.updated(), summary.unchanged(), summary.rejected(), results);
  }

  /** The same for a stream of lines, answered line by line while it is read. */
  @POST
  @Consumes(NDJSON)
  @Produces(NDJSON)
  @PermissionsAllowed(Permission.PROFILES_WRITE)
  public StreamingOutput stream(InputStream body, @Context HttpServerResponse response) {
    return out -> answer(new LineReader(body, json), new HeldAnswer(out, response::writeQueueFull));
  }

  private void answer(LineReader lines, HeldAnswer answer) throws IOException {
    var summary = new Summary(0, 0, 0, 0);
    var index = 0;
    try {
      for (var chunk = lines.next(CHUNK); !chunk.isEmpty(); chunk = lines.next(CHUNK)) {
        var results = ingest.ingest(index, chunk);
        for (var result : results) {
          answer.add(json.writeValueAsBytes(result));
        }
        answer.offer();
        summary = summary.plus(Summary.of(results));
        index += chunk.size();
      }
      answer.add(json.writeValueAsBytes(Map.of("summary", summary)));
    } catch (ProblemException | VaultException | IdentityStoreException e) {
      // The status is long sent: the last line says that the rest was not taken.
      var type = e instanceof ProblemException p ? p.type() : ProblemType.UNAVAILABLE;
      var problem = Problem.of(type, "Not all was taken.");
      answer.add(json.writeValueAsBytes(Map.of("summary", summary, "problem", problem)));
    }
    answer.finish();
  }

  /** One profile, masked. */
  @GET
  @Path("{profile}")
  @PermissionsAllowed(Permission.PROFILES_READ)
  public ProfileView show(String profile) {
    var found = profiles.load(List.of(Ids.profile(profile)));
    if (found.isEmpty()) {
      throw new ProblemException(ProblemType.NOT_FOUND, "There is no such profile.");
    }
    return masked.of(found).getFirst();
  }

  /** Shreds a profile's key and deletes the profile. */
  @DELETE
  @Path("{profile}")
  @PermissionsAllowed(Permission.PROFILES_WRITE)
  public void delete(String profile) {
    ProfileId id = Ids.profile(profile);
    var found = profiles.load(List.of(id));
    if (found.isEmpty()) {
      throw new ProblemException(ProblemType.NOT_FOUND, "There is no such profile.");
    }
    vault.shred(List.of(found.getFirst().key()), "profile_deleted");
    identity.erase(List.of(id));
    audit.append(new AuditEvent("profile.deleted", caller.id(), Map.of("profile", id.toString())));
  }
}
