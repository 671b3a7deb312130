package dev.lethe.service.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.cryptovault.KeyDestroyedException;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.testing.LetheTest;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@LetheTest
class VaultServiceTest {
  private final VaultService vault;
  private final SuppressionService suppression;

  VaultServiceTest(VaultService vault, SuppressionService suppression) {
    this.vault = vault;
    this.suppression = suppression;
  }

  @Test
  void sealedValuesOpenInTheirOrder() {
    var keys = vault.createKeys(3);
    var tokens =
        vault.seal(
            List.of(plain(keys.get(0), "a"), plain(keys.get(1), "b"), plain(keys.get(0), "c")));
    var opened =
        vault.open(
            List.of(
                sealed(keys.get(0), tokens.get(2)),
                sealed(keys.get(1), tokens.get(1)),
                sealed(keys.get(0), tokens.get(0)),
                sealed(keys.get(2), tokens.get(0))));
    assertThat(opened.subList(0, 3))
        .extracting(VaultServiceTest::text)
        .containsExactly("c", "b", "a");
    assertThat(opened.get(3)).isEqualTo(new Opened.Invalid());
  }

  @Test
  @Transactional
  void callsInsideATransactionOfTheOtherDatabaseStandAlone() {
    var key = vault.createKeys(1).getFirst();
    assertThat(vault.seal(List.of(plain(key, "x")))).hasSize(1);
  }

  @Test
  void shreddedKeyRefusesEveryUse() {
    var key = vault.createKeys(1).getFirst();
    var token = vault.seal(List.of(plain(key, "x"))).getFirst();
    var outcome = vault.shred(List.of(key), "test");
    assertThat(outcome.shredded()).isEqualTo(1);
    assertThat(outcome.finalAt()).isAfter(outcome.logicalAt());
    assertThat(vault.open(List.of(sealed(key, token)))).containsExactly(new Opened.Destroyed());
    assertThatExceptionOfType(KeyDestroyedException.class)
        .isThrownBy(() -> vault.seal(List.of(plain(key, "x"))));
  }

  @Test
  void suppressedValuesAreKnownUntilLifted() {
    var request = "req_" + UUID.randomUUID();
    suppression.suppress("email", List.of("a@example.org"), request);
    assertThat(suppression.suppressed("email", List.of("b@example.org", "a@example.org")))
        .containsExactly(false, true);
    assertThat(suppression.suppressed("phone", List.of("a@example.org"))).containsExactly(false);
    suppression.lift(Map.of("email", List.of("a@example.org")), List.of(request));
    assertThat(suppression.suppressed("email", List.of("a@example.org"))).containsExactly(false);
  }

  @Test
  void requestsSuppressBesideEachOther() {
    var email = List.of(UUID.randomUUID() + "@example.org");
    var one = "req_1" + UUID.randomUUID();
    var two = "req_2" + UUID.randomUUID();
    assertThat(suppression.suppress("email", email, one)).isTrue();
    assertThat(suppression.suppress("email", email, two)).isTrue();
    assertThat(suppression.requests(Map.of("email", email))).containsExactly(one, two);
    suppression.takeBack("email", email, one);
    assertThat(suppression.suppressed("email", email)).as("one is withdrawn").containsExactly(true);
    assertThat(suppression.lift(Map.of("email", email), List.of(one))).isZero();
    assertThat(suppression.suppressed("email", email)).containsExactly(true);
    assertThat(suppression.lift(Map.of("email", email), List.of(two))).isEqualTo(1);
    assertThat(suppression.suppressed("email", email)).containsExactly(false);
  }

  @Test
  void aStepThatComesLateSuppressesNothing() {
    var email = List.of(UUID.randomUUID() + "@example.org");
    var lifted = "req_1" + UUID.randomUUID();
    var withdrawn = "req_2" + UUID.randomUUID();
    suppression.suppress("email", email, lifted);
    suppression.lift(Map.of("email", email), List.of(lifted));
    suppression.takeBack("email", email, withdrawn);
    assertThat(suppression.suppress("email", email, lifted)).isFalse();
    assertThat(suppression.suppress("email", email, withdrawn)).isFalse();
    assertThat(suppression.suppressed("email", email)).containsExactly(false);
  }

  private static Plain plain(KeyId key, String value) {
    return new Plain(key, "test", value.getBytes(UTF_8));
  }

  private static Sealed sealed(KeyId key, byte[] token) {
    return new Sealed(key, "test", token);
  }

  private static String text(Opened opened) {
    return opened instanceof Opened.Value(byte[] bytes) ? new String(bytes, UTF_8) : "";
  }
}
