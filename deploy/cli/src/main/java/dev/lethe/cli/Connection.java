package dev.lethe.cli;

import dev.lethe.cli.api.LetheApi;
import dev.lethe.cli.api.OidcTokens;
import dev.lethe.cli.api.Secret;
import dev.lethe.cli.api.TokenSource;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where Lethe is and who calls. Secrets come from the environment, never from the command line. */
final class Connection {
  private static final String LOCAL = "http://127.0.0.1:8080";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Lethe's address (LETHE_URL; default " + LOCAL + ").")
  private @Nullable String url;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description = "The sign-in service's issuer (LETHE_ISSUER), for client credentials.")
  private @Nullable String issuer;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      description =
          "The client to sign in as (LETHE_CLIENT_ID); its secret is LETHE_CLIENT_SECRET.")
  private @Nullable String clientId;

  private final Map<String, String> env;
  private final InstantSource clock;

  Connection(Map<String, String> env, InstantSource clock) {
    this.env = env;
    this.clock = clock;
  }

  /** A client with a token from LETHE_TOKEN, or by client credentials. */
  LetheApi api() {
    return new LetheApi(url == null ? env.getOrDefault("LETHE_URL", LOCAL) : url, tokens());
  }

  private TokenSource tokens() {
    String token = env.get("LETHE_TOKEN");
    if (token != null && !token.isBlank()) {
      return TokenSource.fixed(new Secret(token.strip()));
    }
    String at = issuer == null ? env.get("LETHE_ISSUER") : issuer;
    String id = clientId == null ? env.get("LETHE_CLIENT_ID") : clientId;
    String secret = env.get("LETHE_CLIENT_SECRET");
    if (at == null || id == null || secret == null) {
      throw new SettingsException(
          "No way to sign in: set LETHE_TOKEN, or LETHE_ISSUER, LETHE_CLIENT_ID and LETHE_CLIENT_SECRET.");
    }
    return OidcTokens.ofClient(OidcTokens.endpoint(at), id, new Secret(secret), clock);
  }
}
