package dev.lethe.service.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses cross-site request forgery: a write that rides on the session cookie must come from this
 * site's own pages. Calls with an access token and no cookie cannot be forged and pass.
 *
 * <p>SameSite=Lax alone is not enough: another port of the same host counts as the same site.
 */
@ApplicationScoped
class ForgeryFilter {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final int PRIORITY = 300;

  private final ObjectMapper json;

  ForgeryFilter(ObjectMapper json) {
    this.json = json;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    boolean machine =
        request.getHeader(HttpHeaders.AUTHORIZATION) != null
            && request.getHeader(HttpHeaders.COOKIE) == null;
    boolean withoutCookie = request.getHeader(HttpHeaders.COOKIE) == null && !fromBrowser(request);
    if (SAFE.contains(request.method()) || machine || withoutCookie || fromOwnPage(request)) {
      context.next();
    } else {
      refuse(context);
    }
  }

  private static boolean fromBrowser(HttpServerRequest request) {
    return request.getHeader("Sec-Fetch-Site") != null
        || request.getHeader(HttpHeaders.ORIGIN) != null;
  }

  private static boolean fromOwnPage(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    boolean ownSite = site == null ? ownOrigin(request) : "same-origin".equals(site);
    return ownSite && "JavaScript".equals(request.getHeader("X-Requested-With"));
  }

  // Browsers leave Sec-Fetch-Site out on plain http to another host than this machine.
  private static boolean ownOrigin(HttpServerRequest request) {
    @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin != null && origin.equals(request.scheme() + "://" + request.authority());
  }

  private void refuse(RoutingContext context) {
    Problem problem =
        Problem.of(
            ProblemType.FORGERY_SUSPECTED,
            "A write with a session cookie needs X-Requested-With and this site's own origin.");
    try {
      context
          .response()
          .setStatusCode(problem.status())
          .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
          .end(json.writeValueAsString(problem));
    } catch (JsonProcessingException e) {
      context.fail(e);
    }
  }
}
