package dev.lethe.service.token;

import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Asks for admission before a body is read and before a thread is taken for it, so that a refusal
 * costs next to nothing; what was admitted is given back when the answer is gone or the connection
 * is, which is closed when its client stops reading. The body of a call has come whole before a
 * thread is taken.
 */
class AdmissionFilter {
  private static final Duration SHORTEST_UNREAD = Duration.ofSeconds(1);
  private static final int FIRST_ROOM = 16 * 1024;

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
  @Nullable Uni<Void> admit(RoutingContext context, ContainerRequestContext call) {
    var request = context.request();
    UnreadAnswers.watch(request.connection(), longestUnread, unread::increment);
    var caller = caller(context);
    if (isStream(request)) {
      release(context, admission.stream(caller));
      return null;
    }
    long told = bodyBytes(request);
    release(context, admission.call(caller, told));
    int expected = isTold(request) ? (int) told : FIRST_ROOM;
    return CallBody.of(request, expected).invoke(call::setEntityStream).replaceWithVoid();
  }

  private static void release(RoutingContext context, Admission.Place place) {
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
    long length =
        isTold(request)
            ? Long.parseLong(request.getHeader(HttpHeaders.CONTENT_LENGTH))
            : Limits.BODY_BYTES;
    if (length > Limits.BODY_BYTES) {
      throw new ProblemException(
          ProblemType.BODY_TOO_LARGE,
          "A batch may have at most " + Limits.BODY_BYTES + " bytes.",
          Map.of("max_bytes", Limits.BODY_BYTES));
    }
    return length;
  }

  private static boolean isTold(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.CONTENT_LENGTH);
  }
}
