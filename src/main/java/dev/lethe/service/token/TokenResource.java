package dev.lethe.service.token;

import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Tokens for values, and values for tokens. */
@Path("/api/v1/tokens")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
  private final TokenService tokens;
  private final RevealService reveals;
  private final StrictJson json;
  private final AnswerWriter answers;
  private final Caller caller;

  TokenResource(TokenService tokens, RevealService reveals, StrictJson json, Caller caller) {
    this.tokens = tokens;
    this.reveals = reveals;
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
  public byte[] create(byte[] body) {
    var call = json.read(body, TokenCall::read);
    try (var outcomes = tokens.make(call)) {
      for (int i = 0; i < outcomes.size(); i++) {
        var problem = outcomes.problem(i);
        if (problem != null) {
          call.rejectIfAsked(i, problem);
        }
      }
      return answer(AnswerWriter.Kind.TOKEN, outcomes, call.isItems(), call::ref);
    } finally {
      call.values().wipe();
    }
  }

  @POST
  @Path("/reveal")
  @PermissionsAllowed(Permission.TOKENS_REVEAL)
  @RequestBody(content = @Content(schema = @Schema(implementation = RevealRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "What became of each token, in their order.",
      content = @Content(schema = @Schema(implementation = RevealAnswer.class)))
  public byte[] reveal(byte[] body) {
    var call = json.read(body, RevealCall::read);
    try (var outcomes = reveals.reveal(caller.id(), call)) {
      return answer(AnswerWriter.Kind.VALUE, outcomes, call.isItems(), call::ref);
    }
  }

  private byte[] answer(
      AnswerWriter.Kind kind,
      Outcomes outcomes,
      boolean items,
      java.util.function.IntFunction<@org.jspecify.annotations.Nullable String> ref) {
    return items ? answers.items(kind, outcomes, ref) : answers.columns(kind, outcomes);
  }
}
