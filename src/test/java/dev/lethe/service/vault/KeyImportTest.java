package dev.lethe.service.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.hold.HeldKeys;
import dev.lethe.cryptovault.hold.HeldTerms;
import dev.lethe.cryptovault.hold.KeyStatement;
import dev.lethe.cryptovault.proof.Json;
import dev.lethe.cryptovault.token.TokenV1;
import dev.lethe.service.vault.KeyImport.Outcome;
import dev.lethe.service.vault.KeyImport.Refusal;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that move from one vault to another: what they open there, and that nobody escapes. */
class KeyImportTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant END = START.plus(Duration.ofDays(7));
  private static VaultDatabases databases;
  private static AgroalDataSource fromSource;
  private static AgroalDataSource toSource;
  private static VaultNode from;
  private static VaultNode to;
  private static Instant now = START;

  @TempDir private static Path folder = Path.of("");
  private final SecureRandom random = new SecureRandom();

  @BeforeAll
  static void openTwoVaults() throws IOException, SQLException {
    databases = new VaultDatabases();
    fromSource = databases.create();
    toSource = databases.create();
    from = new VaultNode(fromSource, settings("from"), () -> now);
    to = new VaultNode(toSource, settings("to"), () -> now);
  }

  @AfterAll
  static void close() throws IOException {
    from.close();
    to.close();
    fromSource.close();
    toSource.close();
    databases.close();
  }

  @BeforeEach
  void begin() {
    now = START;
  }

  private static VaultSettings settings(String vault) throws IOException {
    return VaultSettings.in(Files.createDirectories(folder.resolve(vault)));
  }

  @Test
  void tokensOfTheOtherVaultOpenAndNewOnesAreMadeUnderTheOwnKey() {
    var foreign = from.vault.createKeys(1).getFirst();
    var tokens = new ArrayList<>(List.of(token(from, foreign)));
    from.rotations.rotate(List.of(foreign), "ann", "test");
    tokens.add(token(from, foreign));
    var own = to.vault.createKeys(1).getFirst();
    var done = imported(foreign, own);
    assertThat(done.imported()).isEqualTo(2);
    assertThat(done.present()).isZero();
    tokens.forEach(token -> assertThat(opens(to, own, token)).isTrue());
    assertThat(to.vault.presentKeys(done.keys())).containsOnly(own);
    assertThat(keyOf(token(to, own))).isEqualTo(own);
    assertThat(to.vault.ring(List.of(own))).hasSize(3).containsAll(done.keys()).contains(own);
    assertThat(to.imports.imported(List.of(own))).isEqualTo(2);
    to.rotations.rotate(List.of(own), "ann", "test");
    assertThat(to.vault.presentKeys(done.keys())).doesNotContain(own).hasSize(2);
    assertThat(keyOf(token(to, own))).isEqualTo(to.vault.presentKeys(done.keys()).getFirst());
  }

  @Test
  void otherProcessesKnowImportedKeysOnceTheImportIsAnswered() throws IOException {
    var foreign = from.vault.createKeys(1).getFirst();
    var token = token(from, foreign);
    var brief = settings("to").withLease(Duration.ofMillis(500));
    try (var other = new VaultNode(toSource, brief, () -> now)) {
      var own = to.vault.createKeys(1).getFirst();
      assertThat(other.vault.presentKeys(List.of(foreign, own))).containsExactly(foreign, own);
      assertThat(opens(other, own, token)).isFalse();
      imported(foreign, own);
      assertThat(other.vault.presentKeys(List.of(foreign, own))).containsExactly(own, own);
      assertThat(opens(other, own, token)).isTrue();
    }
  }

  @Test
  void importedKeysAreFrozenThawedAndShreddedWithTheProfilesKey() throws IOException {
    var foreign = from.vault.createKeys(1).getFirst();
    var token = token(from, foreign);
    var own = to.vault.createKeys(1).getFirst();
    imported(foreign, own);
    to.vault.freeze(List.of(own));
    assertThat(opens(to, own, token)).isFalse();
    to.vault.thaw(List.of(foreign));
    assertThat(opens(to, own, token)).isTrue();
    assertThat(to.vault.shred(List.of(own), "test").shredded()).isEqualTo(2);
    assertThat(opens(to, own, token)).isFalse();
    assertThat(to.vault.states(List.of(foreign))).containsExactly(KeyState.DESTROYED);
    assertThat(Files.readString(folder.resolve("to/tombstones"))).contains(foreign.toString());
    assertThat(opens(from, foreign, token)).isTrue();
  }

  @Test
  void shreddedKeyNeverReturns() throws IOException {
    var foreign = from.vault.createKeys(1).getFirst();
    var own = to.vault.createKeys(2);
    imported(foreign, own.getFirst());
    to.vault.shred(own.subList(0, 1), "test");
    assertThat(proposed(foreign, own.get(1)))
        .isEqualTo(new Outcome.Refused(Refusal.DESTROYED, foreign));
    var restored = from.vault.createKeys(1).getFirst();
    Files.writeString(
        folder.resolve("to/tombstones"),
        "\n" + restored + " dsr_erasure " + START + "\n",
        StandardOpenOption.APPEND);
    assertThat(proposed(restored, own.get(1)))
        .isEqualTo(new Outcome.Refused(Refusal.DESTROYED, restored));
  }

  @Test
  void keyThatIsHereAlreadyIsCountedOnlyWhereItHangsAndIsTheSame() {
    var foreign = from.vault.createKeys(1).getFirst();
    var own = to.vault.createKeys(2);
    imported(foreign, own.getFirst());
    from.rotations.rotate(List.of(foreign), "ann", "test");
    var again = imported(foreign, own.getFirst());
    assertThat(again.present()).isEqualTo(1);
    assertThat(again.imported()).isEqualTo(1);
    assertThat(((Outcome.Refused) proposed(foreign, own.get(1))).why())
        .isEqualTo(Refusal.OTHER_PROFILE);
    var open = to.imports.open("test", END, "ann");
    var forged = new LinkedHashMap<KeyId, SecretBytes>();
    forged.put(foreign, SecretBytes.random(32, random));
    var file = wrap(open, forged, "default", foreign);
    assertThat(propose(open, file, Map.of(foreign, own.getFirst())))
        .isEqualTo(new Outcome.Refused(Refusal.OTHER_BYTES, foreign));
  }

  @Test
  void oneAloneImportsNothing() {
    var own = to.vault.createKeys(1).getFirst();
    var foreign = from.vault.createKeys(1).getFirst();
    var open = to.imports.open("test", END, "ann");
    assertThat(to.imports.check(open.id(), "ben")).isEqualTo(new Outcome.Empty());
    var file = exported(open, foreign);
    assertThat(propose(open, file, hangOn(file, own))).isInstanceOf(Outcome.Done.class);
    assertThat(propose(open, file, hangOn(file, own))).isEqualTo(new Outcome.Over());
    assertThat(to.imports.confirm(open.id(), file, "ann")).isEqualTo(new Outcome.SamePerson());
    assertThat(to.vault.states(List.of(foreign))).containsExactly(KeyState.UNKNOWN);
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> execute("update key_import set confirmed_by = 'ann'"));
    to.imports.confirm(open.id(), file, "ben");
    assertThat(to.imports.confirm(open.id(), file, "cora")).isEqualTo(new Outcome.Over());
  }

  @Test
  void fileOfAnotherTenantOrRecipientOrTimeIsRefused() {
    var own = to.vault.createKeys(1).getFirst();
    var foreign = from.vault.createKeys(1).getFirst();
    var open = to.imports.open("test", END, "ann");
    var bytes = new LinkedHashMap<KeyId, SecretBytes>();
    bytes.put(foreign, SecretBytes.random(32, random));
    var hangOn = Map.of(foreign, own);
    assertRefused(open, wrap(open, bytes, "other", foreign), hangOn, Refusal.TENANT);
    var good = wrap(open, bytes, "default", foreign);
    assertRefused(open, good, Map.of(), Refusal.MAPPING);
    assertRefused(open, good, Map.of(foreign, foreign), Refusal.PROFILE);
    assertRefused(open, good.without("keys"), hangOn, Refusal.FILE);
    var elsewhere = to.imports.open("test", END, "ann");
    assertRefused(elsewhere, good, hangOn, Refusal.FILE);
    var zero = new LinkedHashMap<KeyId, SecretBytes>();
    zero.put(foreign, SecretBytes.takeOwnershipOf(new byte[32]));
    assertRefused(open, wrap(open, zero, "default", foreign), hangOn, Refusal.FILE);
    now = START.plus(Duration.ofDays(3));
    assertRefused(open, good, hangOn, Refusal.EXPIRED);
    assertThat(to.vault.states(List.of(foreign))).containsExactly(KeyState.UNKNOWN);
  }

  @Test
  void profileWhoseErasurePendsOrIsDoneTakesNoKeys() {
    var own = to.vault.createKeys(1).getFirst();
    var foreign = from.vault.createKeys(1).getFirst();
    var open = to.imports.open("test", END, "ann");
    var file = exported(open, foreign);
    propose(open, file, hangOn(file, own));
    to.vault.freeze(List.of(own));
    var refused = new Outcome.Refused(Refusal.PROFILE, foreign);
    assertThat(to.imports.confirm(open.id(), file, "ben")).isEqualTo(refused);
    to.vault.shred(List.of(own), "test");
    assertThat(to.imports.confirm(open.id(), file, "ben")).isEqualTo(refused);
    assertThat(to.vault.states(List.of(foreign))).containsExactly(KeyState.UNKNOWN);
  }

  @Test
  void privateKeyIsDestroyedWithTheImportOrItsTime() {
    var own = to.vault.createKeys(1).getFirst();
    var done = imported(from.vault.createKeys(1).getFirst(), own);
    assertThat(to.vault.states(List.of(done.pair()))).containsExactly(KeyState.DESTROYED);
    assertThat(done.file()).isNull();
    var late = to.imports.open("test", END, "ann");
    var foreign = from.vault.createKeys(1).getFirst();
    var file = exported(late, foreign);
    propose(late, file, hangOn(file, own));
    now = END;
    assertThat(to.imports.confirm(late.id(), file, "ben")).isEqualTo(new Outcome.Over());
    to.imports.endThoseThatAreOver();
    assertThat(to.vault.states(List.of(late.pair()))).containsExactly(KeyState.DESTROYED);
    assertThat(to.imports.find(late.id()).orElseThrow().file()).isNull();
    to.imports.endThoseThatAreOver();
  }

  @Test
  void importThatWasCutOffAfterItsCommitIsGoneOnWith() throws SQLException {
    var own = to.vault.createKeys(1).getFirst();
    var foreign = from.vault.createKeys(1).getFirst();
    var token = token(from, foreign);
    var open = to.imports.open("test", END, "ann");
    var file = exported(open, foreign);
    propose(open, file, hangOn(file, own));
    execute(
        "create function cut() returns trigger language plpgsql as"
            + " 'begin raise exception ''cut off''; end'");
    execute(
        "create trigger cut before update on key_import for each row"
            + " when (new.confirmed_by is not null and new.ended_at is null) execute function cut()");
    assertThatExceptionOfType(VaultStoreException.class)
        .isThrownBy(() -> to.imports.confirm(open.id(), file, "ben"));
    assertThat(to.vault.states(List.of(foreign))).containsExactly(KeyState.UNKNOWN);
    execute("drop trigger cut on key_import");
    execute(
        "create trigger cut before update on key_import for each row"
            + " when (new.ended_at is not null) execute function cut()");
    assertThatExceptionOfType(VaultStoreException.class)
        .isThrownBy(() -> to.imports.confirm(open.id(), file, "ben"));
    execute("drop trigger cut on key_import");
    var done = (Outcome.Done) to.imports.confirm(open.id(), file, "ben");
    assertThat(done.now().imported()).isEqualTo(1);
    assertThat(done.now().endedAt()).isNotNull();
    assertThat(to.vault.ring(List.of(own))).containsExactlyInAnyOrder(own, foreign);
    assertThat(opens(to, own, token)).isTrue();
  }

  @Test
  void importThatMeetsAShredOfTheProfileLeavesNoLivingKey() throws Exception {
    var own = to.vault.createKeys(16);
    var foreign = from.vault.createKeys(16);
    var work = new ArrayList<Callable<Object>>();
    for (int i = 0; i < own.size(); i++) {
      var profile = own.get(i);
      var open = to.imports.open("test", END, "ann");
      var file = exported(open, foreign.get(i));
      propose(open, file, hangOn(file, profile));
      work.add(() -> to.imports.confirm(open.id(), file, "ben"));
      work.add(() -> to.vault.shred(List.of(profile), "test"));
    }
    var outcomes = new ArrayList<Object>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var done : threads.invokeAll(work)) {
        outcomes.add(done.get());
      }
    }
    for (int i = 0; i < own.size(); i++) {
      var expected =
          outcomes.get(2 * i) instanceof Outcome.Done ? KeyState.DESTROYED : KeyState.UNKNOWN;
      assertThat(to.vault.states(foreign.subList(i, i + 1))).containsExactly(expected);
    }
  }

  @Test
  void statementTellsWhatBecameOfTheKeysSince() {
    var keys = from.vault.createKeys(3);
    var open = to.imports.open("test", END, "ann");
    var owners = new LinkedHashMap<KeyId, String>();
    keys.forEach(key -> owners.put(key, "x"));
    var order =
        new KeyExport.Order(owners, null, "test", open.recipient(), START.plus(Duration.ofDays(2)));
    var export = ((KeyExport.Outcome.Proposed) from.exports.propose(order, "ann")).export().id();
    assertThat(from.exports.state(export)).isEqualTo(new KeyExport.Outcome.Unconfirmed());
    from.exports.confirm(export, "ben");
    assertThat(stated(export).saysLive(keys)).isTrue();
    now = START.plusSeconds(5);
    from.vault.freeze(keys.subList(0, 1));
    from.vault.shred(keys.subList(1, 2), "test");
    var statement = stated(export);
    assertThat(statement.states())
        .containsEntry(keys.get(0), "frozen")
        .containsEntry(keys.get(1), "destroyed")
        .containsEntry(keys.get(2), KeyStatement.LIVE);
    assertThat(statement.statedAt()).isEqualTo(now);
    assertThat(KeyStatement.of(statement.toJson())).isEqualTo(statement);
  }

  private static KeyStatement stated(ExportId export) {
    return ((KeyExport.Outcome.Stated) from.exports.state(export)).statement();
  }

  private static KeyImport imported(KeyId foreign, KeyId own) {
    var open = to.imports.open("test", END, "ann");
    var file = exported(open, foreign);
    assertThat(propose(open, file, hangOn(file, own))).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) to.imports.confirm(open.id(), file, "ben")).now();
  }

  private static Outcome proposed(KeyId foreign, KeyId own) {
    var open = to.imports.open("test", END, "ann");
    var file = exported(open, foreign);
    return propose(open, file, hangOn(file, own));
  }

  private static Json.Obj exported(KeyImport open, KeyId foreign) {
    var order =
        new KeyExport.Order(
            Map.of(foreign, "x"), null, "test", open.recipient(), START.plus(Duration.ofDays(2)));
    var export = ((KeyExport.Outcome.Proposed) from.exports.propose(order, "ann")).export();
    return ((KeyExport.Outcome.Wrapped) from.exports.confirm(export.id(), "ben")).file();
  }

  private static Map<KeyId, KeyId> hangOn(Json.Obj file, KeyId own) {
    var hangOn = new LinkedHashMap<KeyId, KeyId>();
    HeldKeys.ids(file).forEach(key -> hangOn.put(key, own));
    return hangOn;
  }

  private static Outcome propose(KeyImport open, Json.Obj file, Map<KeyId, KeyId> hangOn) {
    return to.imports.propose(open.id(), "signed", file, new LinkedHashMap<>(hangOn), "ann");
  }

  private static void assertRefused(
      KeyImport open, Json.Obj file, Map<KeyId, KeyId> hangOn, Refusal expected) {
    assertThat(((Outcome.Refused) propose(open, file, hangOn)).why()).isEqualTo(expected);
  }

  private static Json.Obj wrap(
      KeyImport open, LinkedHashMap<KeyId, SecretBytes> keys, String tenant, KeyId only) {
    var terms =
        Json.object()
            .put("export", "exp_x")
            .put("tenant", tenant)
            .put("exported_at", START.toString())
            .put("expires_at", START.plus(Duration.ofDays(2)).toString())
            .put(
                "families", HeldTerms.toJson(List.of(new HeldTerms.Family("prf_x", List.of(only)))))
            .build();
    return HeldKeys.wrap(terms, keys, open.recipient());
  }

  private static void execute(String sql) throws SQLException {
    try (var c = toSource.getConnection();
        var s = c.createStatement()) {
      s.execute(sql);
    }
  }

  private static byte[] token(VaultNode node, KeyId key) {
    return node.vault.seal(List.of(new Plain(key, "email", "x".getBytes(UTF_8)))).getFirst();
  }

  private static KeyId keyOf(byte[] token) {
    return TokenV1.parse(token).key();
  }

  private static boolean opens(VaultNode node, KeyId key, byte[] token) {
    return node.vault.open(List.of(new Sealed(key, "email", token))).getFirst()
        instanceof Opened.Value;
  }
}
