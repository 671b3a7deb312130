package dev.lethe.cli.api;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Access tokens from an OpenID provider, renewed before they end. Safe for many threads. */
public final class OidcTokens implements TokenSource {
  private static final Duration MARGIN = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI endpoint;
  private final Map<String, Secret> form;
  private final InstantSource clock;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private @Nullable Secret held;
  private Instant renewAt = Instant.MIN;

  private OidcTokens(URI endpoint, Map<String, Secret> form, InstantSource clock) {
    this.endpoint = endpoint;
    this.form = form;
    this.clock = clock;
  }

  /** Tokens of a machine, by client credentials. */
  public static OidcTokens ofClient(URI endpoint, String id, Secret secret, InstantSource clock) {
    return new OidcTokens(endpoint, form("client_credentials", id, secret), clock);
  }

  /** Tokens of a person who is not at a browser, by name and password; for demo realms. */
  public static OidcTokens ofPerson(
      URI endpoint, String id, Secret secret, String name, Secret password, InstantSource clock) {
    Map<String, Secret> form = form("password", id, secret);
    form.put("username", new Secret(name));
    form.put("password", password);
    return new OidcTokens(endpoint, form, clock);
  }

  /** The token endpoint of an issuer. */
  public static URI endpoint(String issuer) {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return URI.create(base + "/protocol/openid-connect/token");
  }

  private static Map<String, Secret> form(String grant, String id, Secret secret) {
    Map<String, Secret> form = new LinkedHashMap<>();
    form.put("grant_type", new Secret(grant));
    form.put("client_id", new Secret(id));
    form.put("client_secret", secret);
    return form;
  }

  @Override
  public synchronized Secret token() throws ApiException {
    Secret token = held;
    if (token == null || !clock.instant().isBefore(renewAt)) {
      token = fetch();
      held = token;
    }
    return token;
  }

  @Override
  public synchronized void renew() {
    held = null;
  }

  private Secret fetch() throws ApiException {
    String body =
        form.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encode(entry.getValue().reveal()))
            .collect(joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return taken(http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new ApiException("The sign-in service at " + endpoint + " was not reached.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException("Interrupted while signing in.", e);
    }
  }

  private Secret taken(HttpResponse<String> answer) throws ApiException {
    if (answer.statusCode() != 200) {
      throw new ApiException(
          answer.statusCode(), null, "Signing in was refused; check the client id and its secret.");
    }
    try {
      JsonNode body = JSON.readTree(answer.body());
      long seconds = body.path("expires_in").asLong(60);
      renewAt = clock.instant().plusSeconds(seconds).minus(MARGIN);
      return new Secret(body.required("access_token").asText());
    } catch (IOException | IllegalArgumentException e) {
      throw new ApiException("The sign-in service answered something else than a token.", e);
    }
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
