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
import org.jspecify.annotations.Nullable;

/**
 * Serves the page that holds the web UI, each time with a fresh nonce, under a content security
 * policy that runs and styles nothing else.
 */
@ApplicationScoped
class IndexPage {
  private static final String PLACEHOLDER = "__CSP_NONCE__";
  private static final int NONCE_BYTES = 18;
  // The hash is of the one fixed style element that the graph library adds.
  private static final String POLICY =
      "default-src 'none'; script-src 'self' 'nonce-%1$s'; style-src 'self' 'nonce-%1$s'"
          + " 'sha256-pgvDUBa4IjFA2yuSJ2cqcyxmNYJMborsd0ORcRv9vw8='; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private final SecureRandom random;

  IndexPage(SecureRandom random) {
    this.random = random;
  }

  // In development Vite serves the page itself.
  void register(@Observes Router router) throws IOException {
    String page = read();
    if (page == null || LaunchMode.current() == LaunchMode.DEVELOPMENT) {
      return;
    }
    for (String path : new String[] {"/", "/index.html"}) {
      router.get(path).order(Integer.MIN_VALUE + 1).handler(context -> serve(context, page));
    }
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
