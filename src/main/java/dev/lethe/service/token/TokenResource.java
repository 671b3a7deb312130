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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.function.IntFunction;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Tokens for values, and values for tokens. */
@Path("/api/v1/tokens")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Admitted
public class TokenResource {
  private static final String NDJSON = "application/x-ndjson";

  private final TokenService tokens;
  private final RevealService reveals;
  private final TokenStream stream;
  private final VaultService vault;
  private final StrictJson json;
  private final AnswerWriter answers;
  private final Caller caller;

  TokenResource(
      TokenService tokens,
      RevealService reveals,
      TokenStream stream,
      VaultService vault,
      StrictJson json,
      Caller caller) {
    this.tokens = tokens;
    this.reveals = reveals;
    this.stream = stream;
    this.vault = vault;
    this.json = json;
    this.answers = new AnswerWriter(json.mapper());
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed(Permission.TOKENS_CREATE)
  @RequestBody(content = @Content(schema = @Schema(implementation = TokenRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "What became of each value, in their order.",
      content = @Content(schema = @Schema(implementation = TokenAnswer.class)))
  @APIResponse(
      responseCode = "429",
      description = "urn:lethe:problem:too-many-requests: beyond what the token policy allows")
  public byte[] create(byte[] body) {
    var call = json.read(body, TokenCall::read);
    try (var outcomes = tokens.make(Requester.of(caller), call)) {
      for (int i = 0; i < outcomes.size(); i++) {
        var problem = outcomes.problem(i);
        if (problem != null) {
          call.rejectIfAsked(i, problem);
        }
      }
      return answer(new AnswerWriter.Token(), outcomes, call.isItems(), call::ref);
    } finally {
      call.values().wipe();
    }
  }

  /** One item a line in, one answer a line out, in the same order, however many. */
  @POST
  @Consumes(NDJSON)
  @Produces(NDJSON)
  @PermissionsAllowed(Permission.TOKENS_CREATE)
  @APIResponse(
      responseCode = "200",
      description = "A line for each line: its token, or its number and problem.",
      content = @Content(schema = @Schema(implementation = TokenAnswer.Item.class)))
  public StreamingOutput stream(InputStream body, @Context HttpServerResponse response) {
    vault.requireOpen();
    response.setWriteQueueMaxSize(Limits.UNREAD_ANSWER_BYTES);
    var requester = Requester.of(caller);
    return out -> stream.pump(requester, body, out);
  }

  @POST
  @Path("/reveal")
  @PermissionsAllowed(Permission.TOKENS_REVEAL)
  @RequestBody(content = @Content(schema = @Schema(implementation = RevealRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "What became of each token, in their order.",
      content = @Content(schema = @Schema(implementation = RevealAnswer.class)))
  @APIResponse(
      responseCode = "400",
      description = "urn:lethe:problem:purpose-not-declared; or of any body")
  @APIResponse(
      responseCode = "403",
      description =
          "urn:lethe:problem:reveals-stopped: too many people, a second person has to lift it; or"
              + " not allowed")
  @APIResponse(
      responseCode = "429",
      description = "urn:lethe:problem:too-many-requests: beyond what the token policy allows")
  public byte[] reveal(byte[] body) {
    var call = json.read(body, RevealCall::of);
    try (var outcomes = reveals.reveal(Requester.of(caller), call)) {
      return answer(new AnswerWriter.Value(call.mask()), outcomes, call.isItems(), call::ref);
    }
  }

  private byte[] answer(
      AnswerWriter.Form form, Outcomes outcomes, boolean items, IntFunction<@Nullable String> ref) {
    return items ? answers.items(form, outcomes, ref) : answers.columns(form, outcomes);
  }
}
