package dev.lethe.service.token;

import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Asks for admission before a body is read and before a thread is taken for it, so that a refusal
 * costs next to nothing; what was admitted is given back when the answer is gone or the connection
 * is, which is closed when its client stops reading.
 */
class AdmissionFilter {
  private static final Duration SHORTEST_UNREAD = Duration.ofSeconds(1);

  private final Admission admission;
  private final Duration longestUnread;
  private final Counter unread;

  AdmissionFilter(
      Admission admission,
      @ConfigProperty(name = "lethe.tokens.unread-answer-at-most", defaultValue = "PT1M")
          Duration longestUnread,
      MeterRegistry meters) {
    if (longestUnread.compareTo(SHORTEST_UNREAD) < 0) {
      throw new IllegalArgumentException(
          "lethe.tokens.unread-answer-at-most must be a second or more");
    }
    this.admission = admission;
    this.longestUnread = longestUnread;
    this.unread =
        Counter.builder("lethe.tokens.unread.closed")
            .description("Connections closed because their client stopped reading")
            .register(meters);
  }

  @Admitted
  @ServerRequestFilter(nonBlocking = true)
  void admit(RoutingContext context) {
    var request = context.request();
    UnreadAnswers.watch(request.connection(), longestUnread, unread::increment);
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
