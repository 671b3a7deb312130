package dev.lethe.service.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.hold.HeldKeys;
import dev.lethe.cryptovault.hold.RecipientKey;
import dev.lethe.cryptovault.hold.RecipientSecret;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.cryptovault.token.KeyDerivation;
import dev.lethe.cryptovault.token.TokenCipher;
import dev.lethe.cryptovault.token.TokenV1;
import dev.lethe.service.vault.KeyExport.Outcome;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that leave for a hold: whose they are, and that nobody can forget it. */
class KeyExportTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  @AutoClose private static final VaultDatabases databases = new VaultDatabases();

  @TempDir Path folder;
  private Instant now = START;
  private AgroalDataSource source;
  private VaultNode node;
  private KeyExportService exports;
  private RecipientKey recipient;
  private RecipientSecret secret;

  @BeforeEach
  void open() throws SQLException, GeneralSecurityException {
    source = databases.create();
    node = new VaultNode(source, VaultSettings.in(folder), () -> now);
    exports = node.exports;
    var pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    recipient = RecipientKey.fromPem(pem(pair.getPublic(), "PUBLIC KEY"));
    secret = RecipientSecret.fromPem(pem(pair.getPrivate(), "PRIVATE KEY"));
  }

  @AfterEach
  void close() {
    node.close();
    source.close();
  }

  @Test
  void recipientOpensTokensOfEveryKeyOfTheFamilyAlsoAfterTheShred() {
    var key = node.vault.createKeys(1).getFirst();
    var tokens = new ArrayList<byte[]>(List.of(token(key)));
    node.rotations.rotate(List.of(key), "ann", "test");
    tokens.add(token(key));
    var id = propose(List.of(key), null);
    node.rotations.rotate(List.of(key), "ann", "test");
    tokens.add(token(key));
    var file = confirm(id, "ben");
    node.vault.shred(List.of(key), "test");
    var keys = HeldKeys.open(file, secret);
    assertThat(keys.keySet()).containsExactlyElementsOf(node.vault.ring(List.of(key)));
    for (var token : tokens) {
      var parsed = TokenV1.parse(token);
      assertThat(value(parsed, requireNonNull(keys.get(parsed.key())))).isEqualTo("x");
    }
    assertThat(HeldKeys.terms(file).get("exported_at")).contains(Json.of(START.toString()));
  }

  @Test
  void oneAloneExportsNothing() {
    var id = propose(node.vault.createKeys(1), "court 12");
    assertThat(exports.confirm(id, "ann")).isEqualTo(new Outcome.SamePerson());
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> execute("update key_export set confirmed_by = 'ann'"));
    confirm(id, "ben");
    assertThat(exports.confirm(id, "cora")).isEqualTo(new Outcome.Over());
    assertThat(confirm(id, "ben").get("keys")).isPresent();
    assertThat(exports.find(id).orElseThrow().confirmedBy()).isEqualTo("ben");
  }

  @Test
  void pendingErasureIsTouchedOnlyForAHoldThatIsNamed() {
    var keys = node.vault.createKeys(1);
    var early = propose(keys, null);
    node.vault.freeze(keys);
    var unfit = new Outcome.Unfit(keys.getFirst(), KeyState.FROZEN);
    assertThat(exports.confirm(early, "ben")).isEqualTo(unfit);
    assertThat(exports.propose(order(keys, null), "ann")).isEqualTo(unfit);
    assertThat(HeldKeys.open(confirm(propose(keys, "court 12"), "ben"), secret)).hasSize(1);
  }

  @Test
  void destroyedOrUnknownKeyAndExpiredExportAreRefused() {
    var keys = node.vault.createKeys(1);
    var id = propose(keys, "court 12");
    var late = propose(node.vault.createKeys(1), null);
    node.vault.shred(keys, "test");
    var unfit = new Outcome.Unfit(keys.getFirst(), KeyState.DESTROYED);
    assertThat(exports.confirm(id, "ben")).isEqualTo(unfit);
    assertThat(exports.propose(order(keys, "court 12"), "ann")).isEqualTo(unfit);
    var stranger = KeyId.parse("key_00000000000000000000000000");
    assertThat(exports.propose(order(List.of(stranger), null), "ann"))
        .isEqualTo(new Outcome.Unfit(stranger, KeyState.UNKNOWN));
    now = START.plus(Duration.ofDays(90));
    assertThat(exports.confirm(late, "ben")).isEqualTo(new Outcome.Expired());
    assertThat(exports.heldCopies(keys)).isEmpty();
  }

  @Test
  void shredTellsOfCopiesThatHadLeft() throws SQLException {
    var keys = node.vault.createKeys(3);
    var id = propose(keys.subList(0, 2), "court 12");
    propose(keys.subList(2, 3), "never confirmed");
    confirm(id, "ben");
    node.vault.shred(keys, "test");
    assertThat(exports.heldCopies(keys))
        .containsExactly(
            new KeyExport.HeldCopy(id, "court 12", START, START.plus(Duration.ofDays(30)), 2));
    assertThat(held(keys.get(0))).isTrue();
    assertThat(held(keys.get(2))).isFalse();
    assertThat(exports.heldCopies(keys.subList(2, 3))).isEmpty();
  }

  @Test
  void exportThatMeetsAShredIsToldOfOrDoesNotHappen() throws Exception {
    var keys = node.vault.createKeys(24);
    var ids = keys.stream().map(key -> propose(List.of(key), "court 12")).toList();
    var work = new ArrayList<Callable<Object>>();
    for (int i = 0; i < keys.size(); i++) {
      var key = keys.get(i);
      var id = ids.get(i);
      work.add(() -> exports.confirm(id, "ben"));
      work.add(() -> node.vault.shred(List.of(key), "test"));
    }
    var outcomes = new ArrayList<Object>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var done : threads.invokeAll(work)) {
        outcomes.add(done.get());
      }
    }
    for (int i = 0; i < keys.size(); i++) {
      assertThat(held(keys.get(i))).isEqualTo(outcomes.get(2 * i) instanceof Outcome.Wrapped);
    }
  }

  @Test
  void databaseRestoredFromBeforeAnExportTellsOfTheCopyAgain() throws Exception {
    var keys = node.vault.createKeys(2);
    var before = VaultDatabases.dump(source);
    var id = propose(keys.subList(0, 1), "court 12: Müller");
    var proposed = VaultDatabases.dump(source);
    confirm(id, "ben");
    var exported = VaultDatabases.dump(source);
    node.vault.shred(keys, "test");
    for (var dump : List.of(before, proposed, exported)) {
      try (var restored = databases.restore(dump);
          var again = new VaultNode(restored, VaultSettings.in(folder), () -> now)) {
        assertThat(again.vault.states(keys)).containsOnly(KeyState.DESTROYED);
        assertThat(again.exports.heldCopies(keys))
            .containsExactly(
                new KeyExport.HeldCopy(
                    id, "court 12: Müller", START, START.plus(Duration.ofDays(30)), 1));
        assertThat(held(restored, keys.get(0))).isTrue();
        assertThat(held(restored, keys.get(1))).isFalse();
        var found = again.exports.find(id).orElseThrow();
        assertThat(found.proposedBy()).isEqualTo("ann");
        assertThat(found.confirmedBy()).isEqualTo("ben");
        assertThat(found.recipient()).isEqualTo(recipient);
      }
    }
  }

  @Test
  void fileLearnsOfExportsFromBeforeItKeptThemAndForgetsAnAppendThatWasCutOff() throws Exception {
    var keys = node.vault.createKeys(1);
    var id = propose(keys, "court 12");
    var proposed = VaultDatabases.dump(source);
    confirm(id, "ben");
    node.close();
    var file = folder.resolve("tombstones");
    Files.writeString(file, "\nexport " + id + " eyJrZX");
    node = new VaultNode(source, VaultSettings.in(folder), () -> now);
    assertThat(Files.readAllLines(file)).filteredOn(line -> line.endsWith(" .")).hasSize(1);
    try (var restored = databases.restore(proposed);
        var again = new VaultNode(restored, VaultSettings.in(folder), () -> now)) {
      assertThat(again.exports.heldCopies(keys)).hasSize(1);
    }
  }

  private KeyExport.Order order(List<KeyId> keys, @Nullable String hold) {
    var owners = new HashMap<KeyId, String>();
    keys.forEach(key -> owners.put(key, "owner of " + key));
    return new KeyExport.Order(
        owners, hold, "ticket 9", recipient, START.plus(Duration.ofDays(30)));
  }

  private ExportId propose(List<KeyId> keys, @Nullable String hold) {
    return ((Outcome.Proposed) exports.propose(order(keys, hold), "ann")).export().id();
  }

  private Json.Obj confirm(ExportId id, String person) {
    return ((Outcome.Wrapped) exports.confirm(id, person)).file();
  }

  private byte[] token(KeyId key) {
    return node.vault.seal(List.of(new Plain(key, "email", "x".getBytes(UTF_8)))).getFirst();
  }

  private static String value(TokenV1 token, SecretBytes key) {
    var cipher = new TokenCipher(new Tenant("default"), new SecureRandom());
    try (var opened = new KeyDerivation().derive(token.key(), key)) {
      return new String(cipher.open(opened, "email", token), UTF_8);
    }
  }

  private boolean held(KeyId key) throws SQLException {
    return held(source, key);
  }

  private static boolean held(AgroalDataSource source, KeyId key) throws SQLException {
    try (var c = source.getConnection();
        var s = c.prepareStatement("select held_copy from tombstone where key_id = ?")) {
      s.setObject(1, key.value());
      try (var rows = s.executeQuery()) {
        rows.next();
        return rows.getBoolean(1);
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (var c = source.getConnection();
        var s = c.createStatement()) {
      s.execute(sql);
    }
  }

  private static String pem(Key key, String label) {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }
}
