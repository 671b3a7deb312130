package dev.lethe.service.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Whose a bearer token is, for the half minute after its signature was verified: pipelines send the
 * same one hundreds of times a second. A token that differs in one bit is another token, and none
 * is known beyond its own end.
 */
@ApplicationScoped
class VerifiedTokens {
  private static final Duration KEPT = Duration.ofSeconds(30);
  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final Cache<String, SecurityIdentity> known;

  @Inject
  VerifiedTokens(InstantSource clock) {
    this(clock, Ticker.systemTicker());
  }

  VerifiedTokens(InstantSource clock, Ticker ticker) {
    this.clock = clock;
    this.known =
        Caffeine.newBuilder().ticker(ticker).maximumSize(MOST).expireAfterWrite(KEPT).build();
  }

  /** Remembers who sent an {@code Authorization} header whose token has just been verified. */
  void add(String header, SecurityIdentity identity) {
    if (isValid(identity)) {
      known.put(fingerprint(header), identity);
    }
  }

  Optional<SecurityIdentity> find(String header) {
    return Optional.ofNullable(known.getIfPresent(fingerprint(header))).filter(this::isValid);
  }

  private boolean isValid(SecurityIdentity identity) {
    return identity.getPrincipal() instanceof JsonWebToken token
        && clock.instant().getEpochSecond() < token.getExpirationTime();
  }

  // Tokens are not kept, and how far two of them agree cannot be measured.
  private static String fingerprint(String header) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(header.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
