package dev.lethe.service.token;

import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** Tokens for values, and values for tokens. */
@Path("/api/v1/tokens")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
  private static final int LONGEST_PURPOSE = 64;
  private static final int LONGEST_REASON = 500;

  private final TokenService tokens;
  private final RevealService reveals;
  private final StrictJson json;
  private final Caller caller;

  TokenResource(TokenService tokens, RevealService reveals, StrictJson json, Caller caller) {
    this.tokens = tokens;
    this.reveals = reveals;
    this.json = json;
    this.caller = caller;
  }

  @POST
  @PermissionsAllowed(Permission.TOKENS_CREATE)
  @RequestBody(content = @Content(schema = @Schema(implementation = TokenRequest.class)))
  public TokenAnswer create(byte[] body) {
    var request = json.read(body, TokenRequest.class);
    if (request == null) {
      throw ProblemException.missingField("items");
    }
    var items = request.items();
    return items == null ? columns(request) : items(request, items);
  }

  private TokenAnswer items(TokenRequest request, List<TokenRequest.@Nullable Item> items) {
    refuseColumnsBesideItems(request);
    var asked = new ArrayList<TokenService.Asked>(items.size());
    for (var item : items) {
      asked.add(
          item == null
              ? new TokenService.Asked(null, null, null, null)
              : new TokenService.Asked(item.profile(), item.field(), item.suite(), item.value()));
    }
    var outcomes = tokens.make(asked);
    var answers = new ArrayList<TokenAnswer.Item>(items.size());
    for (int i = 0; i < outcomes.size(); i++) {
      var item = items.get(i);
      var outcome = outcomes.get(i);
      rejectIfAsked(request, outcome, i);
      answers.add(
          new TokenAnswer.Item(
              item == null ? null : item.ref(), outcome.token(), outcome.problem()));
    }
    return new TokenAnswer.Items(answers);
  }

  private static void refuseColumnsBesideItems(TokenRequest request) {
    if (request.field() != null || request.profile() != null || request.value() != null) {
      throw ProblemException.invalidField("items", "Send either items or columns, not both.");
    }
  }

  private static void rejectIfAsked(TokenRequest request, TokenService.Outcome outcome, int index) {
    var problem = outcome.problem();
    if (problem != null && request.onError() == TokenRequest.OnError.REJECT) {
      throw new ProblemException(
          ProblemType.INVALID_FIELD,
          "Item " + index + " cannot be tokenised, so none was.",
          Map.of("index", index, "problem", problem));
    }
  }

  private TokenAnswer columns(TokenRequest request) {
    var profiles = request.profile();
    var values = request.value();
    if (profiles == null || values == null) {
      throw ProblemException.missingField(
          profiles == null && values == null ? "items" : profiles == null ? "profile" : "value");
    }
    if (profiles.size() != values.size()) {
      throw ProblemException.invalidField("value", "Send as many values as profiles.");
    }
    var asked = new ArrayList<TokenService.Asked>(values.size());
    for (int i = 0; i < values.size(); i++) {
      asked.add(
          new TokenService.Asked(profiles.get(i), request.field(), request.suite(), values.get(i)));
    }
    return columns(tokens.make(asked));
  }

  private static TokenAnswer columns(List<TokenService.Outcome> outcomes) {
    var made = new ArrayList<@Nullable String>(outcomes.size());
    var problems = new LinkedHashMap<String, Problem>();
    for (int i = 0; i < outcomes.size(); i++) {
      var problem = outcomes.get(i).problem();
      made.add(outcomes.get(i).token());
      if (problem != null) {
        problems.put(String.valueOf(i), problem);
      }
    }
    return new TokenAnswer.Columns(made, problems);
  }

  @POST
  @Path("/reveal")
  @PermissionsAllowed(Permission.TOKENS_REVEAL)
  @RequestBody(content = @Content(schema = @Schema(implementation = RevealRequest.class)))
  public RevealAnswer reveal(byte[] body) {
    var request = json.read(body, RevealRequest.class);
    if (request == null || request.items() == null && request.token() == null) {
      throw ProblemException.missingField("items");
    }
    var purpose =
        new RevealService.Purpose(
            caller.id(),
            require("purpose", request.purpose(), LONGEST_PURPOSE),
            require("reason", request.reason(), LONGEST_REASON));
    var items = request.items();
    return items == null ? revealColumns(purpose, request) : revealItems(purpose, request, items);
  }

  private RevealAnswer revealItems(
      RevealService.Purpose purpose,
      RevealRequest request,
      List<RevealRequest.@Nullable Item> items) {
    if (request.field() != null || request.token() != null) {
      throw ProblemException.invalidField("items", "Send either items or columns, not both.");
    }
    var asked =
        items.stream()
            .map(item ->
                item == null
                    ? new RevealService.Asked(null, null)
                    : new RevealService.Asked(item.token(), item.field()))
            .toList();
    var outcomes = reveals.reveal(purpose, asked);
    var answers = new ArrayList<RevealAnswer.Item>(outcomes.size());
    for (int i = 0; i < outcomes.size(); i++) {
      var item = items.get(i);
      var outcome = outcomes.get(i);
      answers.add(
          new RevealAnswer.Item(
              item == null ? null : item.ref(), outcome.value(), outcome.problem()));
    }
    return new RevealAnswer.Items(answers);
  }

  private RevealAnswer revealColumns(RevealService.Purpose purpose, RevealRequest request) {
    var tokens = Objects.requireNonNull(request.token());
    var asked =
        tokens.stream().map(token -> new RevealService.Asked(token, request.field())).toList();
    var values = new ArrayList<@Nullable String>(asked.size());
    var problems = new LinkedHashMap<String, Problem>();
    for (var outcome : reveals.reveal(purpose, asked)) {
      if (outcome.problem() != null) {
        problems.put(String.valueOf(values.size()), outcome.problem());
      }
      values.add(outcome.value());
    }
    return new RevealAnswer.Columns(values, problems);
  }

  private static String require(String name, @Nullable String text, int longest) {
    if (text == null || text.isBlank()) {
      throw ProblemException.missingField(name);
    }
    if (text.length() > longest) {
      throw ProblemException.invalidField(name, "At most " + longest + " characters.");
    }
    return text;
  }
}
