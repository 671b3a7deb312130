package dev.lethe.cryptovault.root;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.cryptovault.proof.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests to a transit server. Each of them bears being done twice, so each is tried three times
 * while the server is not reached, is busy or is changing leaders. No answer's text reaches an
 * exception.
 */
final class TransitClient implements AutoCloseable {
  private static final int TRIES = 3;
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Set<Integer> PASSING = Set.of(412, 429, 472, 473, 500, 502, 504);
  private static final int SEALED = 503;

  private final TransitSettings settings;
  private final HttpClient http;
  private volatile String token;

  TransitClient(TransitSettings settings) {
    this.settings = settings;
    this.token = readToken(settings);
    this.http = client(settings);
  }

  private static HttpClient client(TransitSettings settings) {
    // A redirect could carry the token to another server.
    var builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout());
    settings.authorities().map(TrustedAuthorities::of).ifPresent(builder::sslContext);
    return builder.build();
  }

  private static String readToken(TransitSettings settings) {
    try (var secret = SecretFile.read(settings.tokenFile())) {
      var text = new String(secret.borrow(), ISO_8859_1);
      if (!text.matches("[!-~]+")) {
        throw new RootKeyException("the transit token file holds no token");
      }
      return text;
    }
  }

  /** What the server said. */
  record Answer(int status, byte[] body) {
    boolean says(String words) {
      return text().contains(words);
    }

    Json.Obj json() {
      try {
        return Json.parse(text()) instanceof Json.Obj object ? object : unreadable();
      } catch (IllegalArgumentException e) {
        return unreadable();
      }
    }

    private static Json.Obj unreadable() {
      throw new RootKeyException("the transit server's answer is no JSON object");
    }

    private String text() {
      return new String(body, UTF_8);
    }

    boolean isDone() {
      return status == 200 || status == 204;
    }
  }

  /** To the transit engine. */
  Answer transit(String method, String path, byte[] body) {
    return send(method, settings.mount() + "/" + path, body);
  }

  /** To the server, in its namespace. */
  Answer send(String method, String path, byte[] body) {
    var used = token;
    var answer = sendWith(used, method, path, body);
    if (answer.status() == 403) {
      var now = readToken(settings);
      if (!now.equals(used)) {
        token = now;
        answer = sendWith(now, method, path, body);
      }
    }
    return checked(answer);
  }

  /**
   * Takes the token that its file holds by now. One that the server refuses is left alone as long
   * as the former one is good.
   */
  void followTokenFile() {
    var now = readToken(settings);
    if (!now.equals(token)
        && sendWith(now, "GET", "auth/token/lookup-self", new byte[0]).status() != 403) {
      token = now;
    }
  }

  private Answer sendWith(String access, String method, String path, byte[] body) {
    var request = request(access, method, path, body);
    for (int attempt = 1; ; attempt++) {
      try {
        var answer = http.send(request, BodyHandlers.ofByteArray());
        if (attempt == TRIES || !isPassing(answer)) {
          return new Answer(answer.statusCode(), answer.body());
        }
      } catch (IOException e) {
        if (attempt == TRIES) {
          throw new RootKeyException("the transit server is not reached", e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RootKeyException("interrupted while the transit server was asked", e);
      }
      LockSupport.parkNanos(PAUSE.multipliedBy(attempt).toNanos());
    }
  }

  private static boolean isPassing(HttpResponse<?> answer) {
    return PASSING.contains(answer.statusCode());
  }

  private HttpRequest request(String access, String method, String path, byte[] body) {
    var request =
        HttpRequest.newBuilder(URI.create(settings.address() + "/v1/" + path))
            .timeout(settings.timeout())
            .header("X-Vault-Token", access)
            .header("X-Vault-Request", "true")
            .header("Content-Type", "application/json");
    settings.namespace().ifPresent(name -> request.header("X-Vault-Namespace", name));
    return request
        .method(
            method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
        .build();
  }

  private static Answer checked(Answer answer) {
    int status = answer.status();
    if (status == 403) {
      throw new RootKeyException(
          "the transit server refuses the token: it has ended, or its policy does not allow this");
    }
    if (status == SEALED) {
      throw new RootKeyException("the transit server is sealed");
    }
    if (status >= 300 && status < 400) {
      throw new RootKeyException("the transit server points elsewhere: set its active address");
    }
    if (status >= 500 || PASSING.contains(status)) {
      throw new RootKeyException("the transit server fails with status " + status);
    }
    return answer;
  }

  @Override
  public void close() {
    token = "";
    http.shutdownNow();
  }
}
