package dev.lethe.cryptovault.root;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.proof.Json;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real OpenBao server, with a token that may do what the documentation says. */
class TransitRootKeyStoreTest extends RootKeyStoreContract {
  private static final AtomicInteger MOUNTS = new AtomicInteger();
  private static final Tenant TENANT = new Tenant("default");
  private static final String KEY = "lethe.default.epoch.1";
  private OpenBao bao;
  private String mount;
  private TransitSettings settings;

  @BeforeEach
  void mountEngine() throws Exception {
    bao = OpenBao.get();
    mount = "transit-" + MOUNTS.incrementAndGet();
    bao.mount("", mount);
    settings = bao.settings(bao.token("", mount, "1h"), mount, Optional.empty());
  }

  @Override
  TransitRootKeyStore store() {
    return TransitRootKeyStore.open(settings, TENANT, InstantSource.system());
  }

  @Test
  void keyIsNeverGivenOutAndMayNotBeDeletedWhileItLives() {
    store().create(1);
    var key = key(KEY).json().toString();
    assertThat(key)
        .contains("exportable=Bool[value=false]")
        .contains("allow_plaintext_backup=Bool[value=false]")
        .contains("derived=Bool[value=false]")
        .contains("deletion_allowed=Bool[value=false]")
        .contains("aes256-gcm96");
    assertThat(bao.admin("GET", mount + "/export/encryption-key/" + KEY, Json.object()).status())
        .isEqualTo(400);
  }

  @Test
  void destroyedKeyIsUnknownToTheServer() {
    var store = store();
    store.create(1);
    var sealed = new String(store.seal(1, page(), HERE), UTF_8);
    store.destroy(1);
    assertThat(key(KEY).status()).isEqualTo(404);
    // Not even the server's administrator has it back.
    var again = Json.object().put("ciphertext", sealed).put("associated_data", "AQ==");
    assertThat(bao.admin("POST", mount + "/decrypt/" + KEY, again).status()).isEqualTo(400);
    bao.admin("POST", mount + "/keys/" + KEY + "/soft-delete-restore", Json.object());
    assertThat(key(KEY).status()).isEqualTo(404);
  }

  @Test
  void sealingNeverMakesADestroyedKeyAnew() {
    var one = store();
    one.create(1);
    one.seal(1, page(), HERE);
    store().destroy(1);
    assertThatExceptionOfType(RootKeyDestroyedException.class)
        .isThrownBy(() -> one.seal(1, page(), HERE));
    assertThat(key(KEY).status()).isEqualTo(404);
  }

  @Test
  void keyThatCanBeReadOutIsRefused() {
    bao.admin("POST", mount + "/keys/" + KEY, Json.object().put("exportable", true));
    var store = store();
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> store.create(1))
        .withMessageContaining("can be read out");
  }

  @Test
  void softDeletedKeyIsRefusedAndCanStillBeDestroyed() {
    var store = store();
    store.create(1);
    var sealed = store.seal(1, page(), HERE);
    bao.admin(
        "POST", mount + "/keys/" + KEY + "/config", Json.object().put("deletion_allowed", true));
    bao.admin("DELETE", mount + "/keys/" + KEY + "/soft-delete", Json.object());
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> store.open(1, sealed, HERE))
        .withMessageContaining("opens nothing");
    store.destroy(1);
    assertThat(key(KEY).status()).isEqualTo(404);
  }

  @Test
  void tokenIsRenewedBeforeItEnds() throws Exception {
    settings = bao.settings(bao.token("", mount, "8s"), mount, Optional.empty());
    var store = store();
    assertThat(secondsLeft(store)).isBetween(6L, 8L);
    Thread.sleep(5_000);
    assertThat(secondsLeft(store)).isBetween(6L, 8L);
  }

  @Test
  void tokenThatEndedIsTakenAnewFromItsFile() throws Exception {
    var store = store();
    store.create(1);
    Files.writeString(settings.tokenFile(), "s.marked-wrong");
    assertThat(store.epochs()).containsExactly(1L);
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(this::store)
        .withMessageContaining("refuses the token")
        .satisfies(e -> assertThat(e).hasMessageNotContaining("marked"));
    bao.admin("POST", "auth/token/revoke-orphan", Json.object().put("token", "none"));
    Files.writeString(settings.tokenFile(), bao.token("", mount, "1h"));
    assertThat(store().epochs()).containsExactly(1L);
  }

  @Test
  void newTokenIsTakenBeforeTheFormerOneEndsUnlessItIsRefused() throws Exception {
    settings = bao.settings(bao.token("", mount, "20m"), mount, Optional.empty());
    var store = store();
    assertThat(secondsLeft(store)).isLessThan(1_201);
    Files.writeString(settings.tokenFile(), "s.marked-wrong");
    assertThat(secondsLeft(store)).isLessThan(1_201);
    Files.writeString(settings.tokenFile(), bao.token("", mount, "2h"));
    assertThat(secondsLeft(store)).isGreaterThan(3_600);
  }

  @Test
  void engineInANamespaceIsUsed() throws Exception {
    var namespace = "team" + MOUNTS.incrementAndGet();
    bao.admin("POST", "sys/namespaces/" + namespace, Json.object());
    bao.mount(namespace + "/", "keys-of-lethe");
    var inside =
        bao.settings(
            bao.token(namespace + "/", "keys-of-lethe", "1h"),
            "keys-of-lethe",
            Optional.of(namespace));
    try (var store = TransitRootKeyStore.open(inside, TENANT, InstantSource.system())) {
      store.create(1);
      var sealed = store.seal(1, page(), HERE);
      assertThat(store.open(1, sealed, HERE).sameAs(page())).isTrue();
    }
  }

  @Test
  void missingEngineAndUnknownAuthorityAreToldApart() throws Exception {
    var elsewhere = bao.settings(bao.token("", "none", "1h"), "none", Optional.empty());
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> TransitRootKeyStore.open(elsewhere, TENANT, InstantSource.system()))
        .withMessage("there is no transit engine at this mount");
    var untrusted =
        new TransitSettings(
            settings.address(),
            mount,
            Optional.empty(),
            settings.tokenFile(),
            Optional.empty(),
            Duration.ofSeconds(5));
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> TransitRootKeyStore.open(untrusted, TENANT, InstantSource.system()))
        .withMessage("the transit server is not reached");
  }

  private long secondsLeft(RootKeyStore store) {
    return ChronoUnit.SECONDS.between(
        InstantSource.system().instant(), store.signInEnds().orElseThrow());
  }

  private TransitClient.Answer key(String name) {
    return bao.admin("GET", mount + "/keys/" + name, Json.object());
  }
}
