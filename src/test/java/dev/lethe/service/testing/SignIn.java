package dev.lethe.service.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An identity provider of the tests' own: the service's sign-in settings stay as in production. */
public final class SignIn implements QuarkusTestResourceLifecycleManager {
  private static final KeyPair KEYS = keys();
  private static String issuer = "";

  private @Nullable HttpServer server;

  /** An access token for Lethe's API, of an account with these roles. */
  public static String token(String account, String... roles) {
    return tokenFor("lethe-api", account, roles);
  }

  /** An access token made for another audience. */
  public static String tokenFor(String audience, String account, String... roles) {
    return Jwt.issuer(issuer)
        .subject(account)
        .audience(Set.of(audience))
        .claim("preferred_username", account)
        .claim("realm_access", Map.of("roles", List.of(roles)))
        .expiresIn(300)
        .jws()
        .keyId("k1")
        .sign(KEYS.getPrivate());
  }

  public static String officer() {
    return token("olga", "officer");
  }

  public static String approver() {
    return token("amir", "approver");
  }

  public static String auditor() {
    return token("ada", "auditor");
  }

  public static String pipeline() {
    return token("shop-pipeline", "pipeline");
  }

  @Override
  public Map<String, String> start() {
    try {
      HttpServer started =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server = started;
      issuer = "http://127.0.0.1:" + started.getAddress().getPort();
      started.createContext("/.well-known/openid-configuration", x -> answer(x, discovery()));
      started.createContext("/jwks", x -> answer(x, jwks()));
      started.start();
      return Map.of(
          "quarkus.oidc.auth-server-url", issuer,
          "quarkus.oidc.credentials.secret", "not-used-in-tests",
          "quarkus.oidc.token-state-manager.encryption-secret", "0123456789abcdef0123456789abcdef");
    } catch (IOException e) {
      throw new IllegalStateException("The identity provider for the tests did not start", e);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private static String discovery() {
    return """
    {"issuer":"%1$s","jwks_uri":"%1$s/jwks","authorization_endpoint":"%1$s/auth",
     "token_endpoint":"%1$s/token","end_session_endpoint":"%1$s/end",
     "subject_types_supported":["public"],"response_types_supported":["code"]}
    """
        .formatted(issuer);
  }

  private static String jwks() {
    RSAPublicKey key = (RSAPublicKey) KEYS.getPublic();
    return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"k1\",\"n\":\"%s\",\"e\":\"%s\"}]}"
        .formatted(base64(key.getModulus()), base64(key.getPublicExponent()));
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has RSA", e);
    }
  }
}
