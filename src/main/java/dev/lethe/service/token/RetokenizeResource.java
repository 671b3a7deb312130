package dev.lethe.service.token;

import dev.lethe.service.policy.Requester;
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

/** Tokens for tokens, for whoever keeps tokens of a key that was rotated. */
@Path("/api/v1/tokens/retokenize")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Admitted
public class RetokenizeResource {
  private final RetokenizeService tokens;
  private final StrictJson json;
  private final AnswerWriter answers;
  private final Caller caller;

  RetokenizeResource(RetokenizeService tokens, StrictJson json, Caller caller) {
    this.tokens = tokens;
    this.json = json;
    this.answers = new AnswerWriter(json.mapper());
    this.caller = caller;
  }

  /**
   * Makes tokens anew under the present keys of their profiles; the values are not shown. Equal
   * deterministic tokens give equal ones. Tokens of suites 3 and 4 come with the keys that stand
   * beside them, and answer those to be stored in their place.
   */
  @POST
  @PermissionsAllowed(Permission.TOKENS_RETOKENIZE)
  @RequestBody(content = @Content(schema = @Schema(implementation = RetokenizeRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "What became of each token, in their order.",
      content = @Content(schema = @Schema(implementation = TokenAnswer.class)))
  @APIResponse(
      responseCode = "429",
      description = "urn:lethe:problem:too-many-requests: beyond what the token policy allows")
  public byte[] retokenize(byte[] body) {
    var call = json.read(body, RetokenizeCall::of);
    try (var outcomes = tokens.retokenize(Requester.of(caller), call)) {
      var form = new AnswerWriter.Token();
      return call.isItems()
          ? answers.items(form, outcomes, call::ref)
          : answers.columns(form, outcomes);
    }
  }
}
