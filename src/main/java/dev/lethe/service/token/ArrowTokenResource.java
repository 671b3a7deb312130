package dev.lethe.service.token;

import dev.lethe.service.policy.Requester;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.vault.VaultService;
import io.quarkus.security.PermissionsAllowed;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;

/** Tokens for tables of values, and values for tables of tokens, as Arrow streams. */
@Path("/api/v1/tokens")
@Consumes(ArrowTable.MEDIA_TYPE)
@Produces(ArrowTable.MEDIA_TYPE)
@Admitted
public class ArrowTokenResource {
  private final ArrowStream stream;
  private final VaultService vault;
  private final Caller caller;

  ArrowTokenResource(ArrowStream stream, VaultService vault, Caller caller) {
    this.stream = stream;
    this.vault = vault;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed(Permission.TOKENS_CREATE)
  public StreamingOutput create(InputStream body, @Context HttpServerResponse response)
      throws IOException {
    begin(response);
    return stream.tokenize(Requester.of(caller), body);
  }

  @POST
  @Path("/reveal")
  @PermissionsAllowed(Permission.TOKENS_REVEAL)
  public StreamingOutput reveal(InputStream body, @Context HttpServerResponse response)
      throws IOException {
    begin(response);
    return stream.reveal(Requester.of(caller), body);
  }

  private void begin(HttpServerResponse response) {
    vault.requireOpen();
    response.setWriteQueueMaxSize(Limits.UNREAD_ANSWER_BYTES);
  }
}
