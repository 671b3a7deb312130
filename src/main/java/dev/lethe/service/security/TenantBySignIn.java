package dev.lethe.service.security;

import io.quarkus.oidc.TenantResolver;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Chooses how a call is authenticated: machines by bearer token only, browsers by the session
 * cookie. A machine without a token thus gets 401 instead of a redirect to a sign-in page.
 */
@ApplicationScoped
class TenantBySignIn implements TenantResolver {
  private static final String MACHINES = "machines";

  @Override
  public @Nullable String resolve(RoutingContext context) {
    if (context.request().getHeader(HttpHeaders.AUTHORIZATION) != null) {
      return MACHINES;
    }
    boolean api = context.normalizedPath().startsWith("/api/");
    boolean browser =
        context.request().getHeader("X-Requested-With") != null
            || context.request().getHeader("Sec-Fetch-Site") != null
            || context.request().cookies().stream()
                .anyMatch(cookie -> cookie.getName().startsWith("q_session"));
    return api && !browser ? MACHINES : null;
  }
}
