package dev.lethe.service.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns every exception that leaves an endpoint into a problem; nothing of its inside is told. */
final class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  Response problem(ProblemException e) {
    return answer(e.problem());
  }

  @ServerExceptionMapper
  Response json(JacksonException e) {
    return answer(JsonProblems.of(e));
  }

  // Without this one Quarkus's own mapper for the type answers, and it quotes the rejected value.
  @ServerExceptionMapper
  Response mismatch(MismatchedInputException e) {
    return answer(JsonProblems.of(e));
  }

  @ServerExceptionMapper
  Response mapping(JsonMappingException e) {
    return answer(JsonProblems.of(e));
  }

  @ServerExceptionMapper
  Response parsing(JsonParseException e) {
    return answer(JsonProblems.of(e));
  }

  @ServerExceptionMapper
  Uni<Response> notSignedIn(UnauthorizedException e, RoutingContext context) {
    return challenge(context);
  }

  @ServerExceptionMapper
  Uni<Response> badCredentials(AuthenticationFailedException e, RoutingContext context) {
    return challenge(context);
  }

  @ServerExceptionMapper
  Response notAllowed(ForbiddenException e) {
    return answer(
        Problem.of(ProblemType.NOT_ALLOWED, "Your role does not have the permission this needs."));
  }

  @ServerExceptionMapper
  Response http(WebApplicationException e) {
    if (e.getCause() instanceof JacksonException json) {
      return answer(JsonProblems.of(json));
    }
    if (e.getCause() instanceof ProblemException problem) {
      return answer(problem.problem());
    }
    int status = e.getResponse().getStatus();
    if (status < 400) {
      return e.getResponse();
    }
    return answer(Problem.of(typeOf(status), null));
  }

  @ServerExceptionMapper
  Response unexpected(Throwable e) {
    Throwable cause = e.getCause();
    if (cause instanceof ProblemException problem) {
      return answer(problem.problem());
    }
    if (cause instanceof JacksonException json) {
      return answer(JsonProblems.of(json));
    }
    if (ClientIo.failed(e)) {
      // Nobody reads the answer. Its cause may name the client's address.
      LOG.debugf("A client went away: %s", e.getClass().getName());
      return answer(Problem.of(ProblemType.UNAVAILABLE, "The connection broke off."));
    }
    String reference = UUID.randomUUID().toString();
    // The text of a foreign exception may quote a value, so only its class and place are logged.
    LOG.errorf("Unexpected %s, reference %s%n%s", e.getClass().getName(), reference, trace(e));
    return answer(
        Problem.of(
            ProblemType.INTERNAL,
            "This was not foreseen. Quote the reference when you report it.",
            Map.of("reference", reference)));
  }

  static Response answer(Problem problem) {
    var answer = Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    if (problem.extensions().get(ProblemException.RETRY_AFTER) instanceof Long seconds) {
      answer.header(HttpHeaders.RETRY_AFTER, seconds);
    }
    return answer.build();
  }

  private static Uni<Response> challenge(RoutingContext context) {
    HttpAuthenticator authenticator = context.get(HttpAuthenticator.class.getName());
    if (authenticator == null) {
      return Uni.createFrom().item(answer(Problem.of(ProblemType.NOT_SIGNED_IN, null)));
    }
    return authenticator.getChallenge(context).map(ProblemMappers::challenged);
  }

  private static Response challenged(@Nullable ChallengeData challenge) {
    if (challenge == null) {
      return answer(Problem.of(ProblemType.NOT_SIGNED_IN, null));
    }
    Response.ResponseBuilder response = Response.status(challenge.status);
    challenge.getHeaders().forEach((name, value) -> response.header(name.toString(), value));
    if (challenge.status >= 400) {
      response
          .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
          .entity(Problem.of(ProblemType.NOT_SIGNED_IN, null));
    }
    return response.build();
  }

  private static ProblemType typeOf(int status) {
    return switch (status) {
      case 401 -> ProblemType.NOT_SIGNED_IN;
      case 403 -> ProblemType.NOT_ALLOWED;
      case 404 -> ProblemType.NOT_FOUND;
      case 405 -> ProblemType.METHOD_NOT_ALLOWED;
      case 406 -> ProblemType.NOT_ACCEPTABLE;
      case 413 -> ProblemType.BODY_TOO_LARGE;
      case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
      default -> status < 500 ? ProblemType.MALFORMED_JSON : ProblemType.INTERNAL;
    };
  }

  private static String trace(Throwable e) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = e; t != null; t = t.getCause()) {
      text.append("caused by ").append(t.getClass().getName()).append('\n');
      StackTraceElement[] frames = t.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, 12); i++) {
        text.append("  at ").append(frames[i]).append('\n');
      }
    }
    return text.toString();
  }

  /** Kept for its type: where in the body the trouble is, never what stands there. */
  static @Nullable String place(@Nullable JsonLocation at) {
    return at == null ? null : "line " + at.getLineNr() + ", column " + at.getColumnNr();
  }
}
