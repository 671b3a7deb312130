package dev.lethe.service.token;

import dev.lethe.service.catalog.CatalogService;
import dev.lethe.service.policy.Requester;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.vault.VaultService;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.security.PermissionsAllowed;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;

/** Whole events in, the same events without people in them out. */
@Path("/api/v1/datasets/{dataset}/pseudonymize")
public class PseudonymizeResource {
  private static final String NDJSON = "application/x-ndjson";

  private final CatalogService catalog;
  private final VaultService vault;
  private final EventStream events;
  private final Caller caller;

  PseudonymizeResource(
      CatalogService catalog, VaultService vault, EventStream events, Caller caller) {
    this.catalog = catalog;
    this.vault = vault;
    this.events = events;
    this.caller = caller;
  }

  @POST
  @Consumes(NDJSON)
  @Produces(NDJSON)
  @PermissionsAllowed(Permission.EVENTS_PSEUDONYMIZE)
  @Admitted
  @Operation(
      summary = "Take people out of a stream of events",
      description =
          "One event a line in, one line out for each, in order: the event as it was sent, with its"
              + " person under a pseudonym, or its number and problem. The catalog says which fields"
              + " pass, go, or become tokens. Events of erased people go on without them or are held"
              + " back (problem suppressed, with the entry), as the data set says.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(type = SchemaType.STRING),
              example =
                  "{\"customer_id\":\"c-1\",\"order\":{\"items\":[{\"sku\":\"A1\",\"note\":\"ring twice\"}]}}\n"))
  @APIResponse(
      responseCode = "200",
      description = "A line for each line.",
      content =
          @Content(
              schema = @Schema(type = SchemaType.STRING),
              example =
                  "{\"order\":{\"items\":[{\"sku\":\"A1\",\"note\":\"AQE…\"}]},\"profile\":\"prf_…\",\"customer\":\"cus_…\"}\n"))
  public StreamingOutput pseudonymize(
      @RestPath String dataset, InputStream body, HttpServerResponse response) {
    var policy =
        catalog
            .dataset(dataset)
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.NOT_FOUND, "The catalog declares no such dataset of events."));
    vault.requireOpen();
    response.setWriteQueueMaxSize(Limits.UNREAD_ANSWER_BYTES);
    var requester = Requester.of(caller);
    return out -> events.pump(requester, EventShape.of(policy), body, out);
  }
}
