package dev.lethe.service.token;

import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Asks for admission before a body is read and before a thread is taken for it, so that a refusal
 * costs next to nothing; what was admitted is given back when the answer is gone or the connection
 * is.
 */
class AdmissionFilter {
  private final Admission admission;

  AdmissionFilter(Admission admission) {
    this.admission = admission;
  }

  @Admitted
  @ServerRequestFilter(nonBlocking = true)
  void admit(RoutingContext context) {
    var request = context.request();
    var caller = caller(context);
    var place =
        isStream(request) ? admission.stream(caller) : admission.call(caller, bodyBytes(request));
    context.addEndHandler(end -> place.close());
  }

  private static String caller(RoutingContext context) {
    return context.user() instanceof QuarkusHttpUser user
        ? user.getSecurityIdentity().getPrincipal().getName()
        : "";
  }

  private static boolean isStream(HttpServerRequest request) {
    var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && !type.startsWith("application/json");
  }

  /** A body whose length is not told may have as many bytes as any. */
  private static long bodyBytes(HttpServerRequest request) {
    var told = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    long length = told == null ? Limits.BODY_BYTES : Long.parseLong(told);
    if (length > Limits.BODY_BYTES) {
      throw new ProblemException(
          ProblemType.BODY_TOO_LARGE,
          "A batch may have at most " + Limits.BODY_BYTES + " bytes.",
          Map.of("max_bytes", Limits.BODY_BYTES));
    }
    return length;
  }
}
