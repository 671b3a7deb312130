package dev.lethe.cryptovault.root;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lethe.cryptovault.proof.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The access token's life: renewed once less than half of it is left, and given up for a new one as
 * soon as its file holds one.
 */
final class TransitSignIn {
  private static final byte[] NOTHING = {};
  private static final byte[] RENEW = "{}".getBytes(US_ASCII);
  private final TransitClient server;
  private final InstantSource clock;

  TransitSignIn(TransitClient server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
  }

  /** When the token ends, after a renewal where one was due and allowed; empty: never. */
  synchronized Optional<Instant> ends() {
    server.followTokenFile();
    var token = lookUp();
    var left = seconds(token, "ttl");
    var whole = seconds(token, "creation_ttl");
    boolean renewable = token.get("renewable").filter(new Json.Bool(true)::equals).isPresent();
    if (renewable && left.multipliedBy(2).compareTo(whole) < 0) {
      server.send("POST", "auth/token/renew-self", RENEW);
      left = seconds(lookUp(), "ttl");
    }
    return whole.isZero() && left.isZero()
        ? Optional.empty()
        : Optional.of(clock.instant().plus(left));
  }

  private Json.Obj lookUp() {
    var answer = server.send("GET", "auth/token/lookup-self", NOTHING);
    if (answer.status() == 200
        && answer.json().get("data").orElse(null) instanceof Json.Obj token) {
      return token;
    }
    throw new RootKeyException("the transit server does not say when the token ends");
  }

  private static Duration seconds(Json.Obj token, String name) {
    return token.get(name).orElse(null) instanceof Json.Num(double value)
        ? Duration.ofSeconds((long) value)
        : Duration.ZERO;
  }
}
