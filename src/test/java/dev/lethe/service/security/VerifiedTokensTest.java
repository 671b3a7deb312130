package dev.lethe.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final String HEADER = "Bearer aaa.bbb.ccc";

  private Instant now = START;
  private final AtomicLong nanos = new AtomicLong();
  private final VerifiedTokens verified = new VerifiedTokens(() -> now, nanos::get);

  private void pass(Duration time) {
    now = now.plus(time);
    nanos.addAndGet(time.toNanos());
  }

  private static SecurityIdentity endingAfter(Duration time) {
    var claims = new JwtClaims();
    claims.setClaim("preferred_username", "olga");
    claims.setExpirationTime(NumericDate.fromSeconds(START.plus(time).getEpochSecond()));
    return of(new DefaultJWTCallerPrincipal(claims));
  }

  private static SecurityIdentity of(Principal principal) {
    return QuarkusSecurityIdentity.builder().setPrincipal(principal).build();
  }

  @Test
  void tokenThatWasVerifiedIsKnownForHalfAMinute() {
    var olga = endingAfter(Duration.ofMinutes(5));
    verified.add(HEADER, olga);
    pass(Duration.ofSeconds(29));
    assertThat(verified.find(HEADER)).containsSame(olga);
    pass(Duration.ofSeconds(2));
    assertThat(verified.find(HEADER)).isEmpty();
  }

  @Test
  void tokenThatDiffersIsAnother() {
    verified.add(HEADER, endingAfter(Duration.ofMinutes(5)));
    assertThat(verified.find("Bearer aaa.bbb.ccd")).isEmpty();
    assertThat(verified.find("bearer aaa.bbb.ccc")).isEmpty();
    assertThat(verified.find("")).isEmpty();
  }

  @Test
  void tokenIsNotKnownBeyondItsOwnEnd() {
    verified.add(HEADER, endingAfter(Duration.ofSeconds(10)));
    pass(Duration.ofSeconds(9));
    assertThat(verified.find(HEADER)).isPresent();
    pass(Duration.ofSeconds(1));
    assertThat(verified.find(HEADER)).isEmpty();
  }

  @Test
  void tokenThatHasEndedAndWhoeverHasNoneAreNotRemembered() {
    verified.add(HEADER, endingAfter(Duration.ofSeconds(-1)));
    assertThat(verified.find(HEADER)).isEmpty();
    verified.add(HEADER, of(new QuarkusPrincipal("olga")));
    assertThat(verified.find(HEADER)).isEmpty();
  }
}
