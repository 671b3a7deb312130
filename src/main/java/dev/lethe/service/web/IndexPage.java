package dev.lethe.service.web;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page that holds the web UI, each time with a fresh nonce, under a content security
 * policy that runs and styles nothing else.
 */
@ApplicationScoped
class IndexPage {
  private static final String PLACEHOLDER = "__CSP_NONCE__";
  private static final int NONCE_BYTES = 18;
  private static final List<String> NOT_SCREENS =
      List.of("/api", "/q", "/login", "/logout", "/assets");
  private static final String POLICY =
      "default-src 'none'; script-src 'self' 'nonce-%1$s'; style-src 'self' 'nonce-%1$s';"
          + " img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private final SecureRandom random;

  IndexPage(SecureRandom random) {
    this.random = random;
  }

  // REST answers every path it does not know itself, so the UI's own paths are taken before it.
  void register(@Observes Router router) throws IOException {
    String page = LaunchMode.current() == LaunchMode.DEVELOPMENT ? null : read();
    router.get().order(Integer.MIN_VALUE + 1).handler(context -> route(context, page));
  }

  // Without a page of its own Vite serves it, at the root.
  private void route(RoutingContext context, @Nullable String page) {
    String path = context.normalizedPath();
    if (page != null && (path.equals("/") || path.equals("/index.html") || isScreen(context))) {
      serve(context, page);
    } else if (page == null && isScreen(context)) {
      context.reroute("/");
    } else {
      context.next();
    }
  }

  /** Whether a browser asks for one of the UI's screens: an address of its own, not of a file. */
  private static boolean isScreen(RoutingContext context) {
    String path = context.normalizedPath();
    String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    return accept != null
        && accept.contains("text/html")
        && !path.equals("/")
        && path.indexOf('.', path.lastIndexOf('/')) < 0
        && NOT_SCREENS.stream()
            .noneMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"));
  }

  private void serve(RoutingContext context, String page) {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    String nonce = Base64.getEncoder().encodeToString(bytes);
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("Content-Security-Policy", POLICY.formatted(nonce))
        .end(page.replace(PLACEHOLDER, nonce));
  }

  private static @Nullable String read() throws IOException {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = loader.getResourceAsStream("META-INF/resources/index.html")) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
