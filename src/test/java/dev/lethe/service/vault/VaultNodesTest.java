package dev.lethe.service.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.UnknownKeyException;
import dev.lethe.cryptovault.page.PageId;
import dev.lethe.cryptovault.page.PageStore;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes' vaults over one database, restarts, restores and the passing of days. */
class VaultNodesTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  @AutoClose private static final VaultDatabases databases = new VaultDatabases();

  @TempDir Path folder;
  private Instant now = START;
  private final InstantSource clock = () -> now;
  private AgroalDataSource source;

  @BeforeEach
  void createDatabase() throws SQLException {
    source = databases.create();
  }

  private VaultNode node() {
    return new VaultNode(source, VaultSettings.in(folder), clock);
  }

  @Test
  void keysSurviveARestart() {
    Sealed sealed;
    try (var before = node()) {
      sealed = sealed(before, "x");
    }
    try (var after = node()) {
      assertThat(open(after, sealed)).isInstanceOf(Opened.Value.class);
    }
  }

  @Test
  void shreddedKeyRefusesAlsoAfterARestart() {
    Sealed sealed;
    try (var before = node()) {
      sealed = sealed(before, "x");
      before.vault.shred(List.of(sealed.key()), "test");
      assertThat(open(before, sealed)).isInstanceOf(Opened.Destroyed.class);
    }
    try (var after = node()) {
      assertThat(open(after, sealed)).isInstanceOf(Opened.Destroyed.class);
    }
  }

  @Test
  void shredIsRepeatableAndStatesTheSameMoments() {
    try (var node = node()) {
      var keys = node.vault.createKeys(3);
      var first = node.vault.shred(keys.subList(0, 2), "test");
      assertThat(first.shredded()).isEqualTo(2);
      assertThat(first.logicalAt()).isEqualTo(START);
      assertThat(first.finalAt()).isEqualTo(START.plus(Duration.ofDays(8)));
      assertThat(first.lastTombstone()).isEqualTo(first.firstTombstone() + 1);
      now = now.plusSeconds(60);
      var again = node.vault.shred(keys, "test");
      assertThat(again.shredded()).isEqualTo(1);
      assertThat(again.alreadyShredded()).isEqualTo(2);
      assertThat(node.vault.shred(keys.subList(0, 2), "test").logicalAt()).isEqualTo(START);
      assertThat(node.vault.shred(List.of(), "test").shredded()).isZero();
    }
  }

  @Test
  void keyThatWasNeverIssuedIsNotShredded() {
    try (var node = node()) {
      var stranger = KeyId.parse("key_00000000000000000000000000");
      assertThatExceptionOfType(UnknownKeyException.class)
          .isThrownBy(() -> node.vault.shred(List.of(stranger), "test"));
      assertThat(open(node, new Sealed(stranger, "test", new byte[40])))
          .isInstanceOf(Opened.Invalid.class);
    }
  }

  @Test
  void frozenKeyRefusesEveryUseUntilThawed() {
    try (var node = node()) {
      var sealed = sealed(node, "x");
      node.vault.freeze(List.of(sealed.key()));
      assertThat(open(node, sealed)).isInstanceOf(Opened.Frozen.class);
      assertThat(node.vault.states(List.of(sealed.key()))).containsExactly(KeyState.FROZEN);
      node.vault.thaw(List.of(sealed.key()));
      assertThat(open(node, sealed)).isInstanceOf(Opened.Value.class);
      node.vault.shred(List.of(sealed.key()), "test");
      node.vault.thaw(List.of(sealed.key()));
      assertThat(open(node, sealed)).isInstanceOf(Opened.Destroyed.class);
    }
  }

  @Test
  void threadsOfTwoProcessesLoseNoKey() throws Exception {
    try (var one = node();
        var two = node();
        var threads = Executors.newFixedThreadPool(8)) {
      var work = new ArrayList<Callable<List<Sealed>>>();
      for (int i = 0; i < 8; i++) {
        var node = i % 2 == 0 ? one : two;
        work.add(() -> {
          var made = new ArrayList<Sealed>();
          for (int round = 0; round < 15; round++) {
            made.addAll(sealAll(node, round % 3 * 40 + 1));
          }
          return made;
        });
      }
      var all = new ArrayList<Sealed>();
      for (var done : threads.invokeAll(work)) {
        all.addAll(done.get());
      }
      one.cache.clear();
      assertThat(one.vault.open(all)).hasSize(8 * 5 * 123).allMatch(Opened.Value.class::isInstance);
      assertThat(all.stream().map(Sealed::key).distinct()).hasSize(all.size());
    }
  }

  @Test
  void concurrentShredsAndAllocationsLoseNothing() throws Exception {
    try (var one = node();
        var two = node();
        var threads = Executors.newFixedThreadPool(4)) {
      var victims = sealAll(one, 400);
      var kept = sealAll(one, 400);
      var beating = beatUntilClosed(one, two);
      var shreds =
          List.<Callable<Object>>of(
              () -> one.vault.shred(keys(victims.subList(0, 200)), "test"),
              () -> two.vault.shred(keys(victims.subList(150, 400)), "test"),
              () -> kept.addAll(sealAll(one, 300)),
              () -> two.vault.createKeys(500));
      for (var done : threads.invokeAll(shreds)) {
        done.get();
      }
      beating.close();
      for (var node : List.of(one, two)) {
        node.cache.clear();
        assertThat(node.vault.open(victims)).allMatch(Opened.Destroyed.class::isInstance);
        assertThat(node.vault.open(kept)).allMatch(Opened.Value.class::isInstance);
      }
    }
  }

  @Test
  void noProcessOpensAKeyAfterTheShredIsAnswered() throws Exception {
    try (var one = node();
        var two = node();
        var three = node();
        var threads = Executors.newFixedThreadPool(3)) {
      var sealed = sealAll(one, 50);
      var answered = new boolean[sealed.size()];
      var opened = new AtomicInteger();
      var late = new AtomicInteger();
      var stop = new AtomicBoolean();
      for (var node : List.of(one, two, three)) {
        threads.submit(() -> {
          while (!stop.get()) {
            for (int i = 0; i < sealed.size(); i++) {
              boolean before;
              synchronized (answered) {
                before = answered[i];
              }
              if (open(node, sealed.get(i)) instanceof Opened.Value) {
                (before ? late : opened).incrementAndGet();
              }
            }
          }
          return null;
        });
      }
      try (var beating = beatUntilClosed(one, two, three)) {
        for (int i = 0; i < sealed.size(); i++) {
          two.vault.shred(List.of(sealed.get(i).key()), "test");
          synchronized (answered) {
            answered[i] = true;
          }
        }
        Thread.sleep(200);
        stop.set(true);
      }
      assertThat(opened).hasPositiveValue();
      assertThat(late).hasValue(0);
    }
  }

  @Test
  void shredWaitsForAProcessThatDoesNotAnswer() {
    try (var one = node();
        var silent = node()) {
      var sealed = sealed(one, "x");
      assertThat(open(silent, sealed)).isInstanceOf(Opened.Value.class);
      long start = System.nanoTime();
      one.vault.shred(List.of(sealed.key()), "test");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(2));
      assertThat(silent.lease.isHeld()).isFalse();
      assertThat(open(silent, sealed)).isInstanceOf(Opened.Destroyed.class);
    }
  }

  @Test
  void processThatIsGoneIsWaitedForOnceAndRefusesWhenItComesBack() {
    try (var one = node();
        var silent = node()) {
      var first = sealed(one, "x");
      var second = sealed(one, "y");
      assertThat(open(silent, second)).isInstanceOf(Opened.Value.class);
      one.vault.shred(List.of(first.key()), "test");
      long start = System.nanoTime();
      one.vault.shred(List.of(second.key()), "test");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
      assertThat(silent.lease.isHeld()).isFalse();
      assertThat(open(silent, second)).isInstanceOf(Opened.Destroyed.class);
      assertThat(silent.lease.isHeld()).isTrue();
    }
  }

  @Test
  void dumpFromBeforeAShredOpensOnlyUntilTheFinalMoment() throws Exception {
    try (var node = node()) {
      var sealed = sealed(node, "x");
      var dump = VaultDatabases.dump(source);
      var outcome = node.vault.shred(List.of(sealed.key()), "test");
      passDays(node, 1);

      now = outcome.finalAt().minusSeconds(1);
      node.epochs.advance(node.door.require());
      assertThat(openFromDump(dump, sealed)).isInstanceOf(Opened.Value.class);

      now = outcome.finalAt();
      node.epochs.advance(node.door.require());
      assertThat(now).isEqualTo(START.plus(Duration.ofDays(8)));
      try (var thief = new VaultNode(databases.restore(dump), blindToTombstones(), clock)) {
        assertThatExceptionOfType(VaultSealedException.class).isThrownBy(() -> open(thief, sealed));
      }
      node.cache.clear();
      assertThat(open(node, sealed)).isInstanceOf(Opened.Destroyed.class);
    }
  }

  @Test
  void rootKeysOfTodayDoNotLeadIntoTheDumpByAnyPage() throws Exception {
    try (var node = node()) {
      var sealed = sealed(node, "x");
      var dump = VaultDatabases.dump(source);
      node.vault.shred(List.of(sealed.key()), "test");
      passDays(node, 9);
      // The thief also puts the living root page and epochs into the dump.
      var mixed = databases.restore(dump);
      var database = new VaultDatabase(mixed);
      var root = List.of(new PageId(2, 0));
      var living = new VaultDatabase(source).read(root);
      database.change((PageStore.Change change) -> {
        change.write(living);
        return true;
      });
      try (var c = mixed.getConnection();
          var s = c.createStatement()) {
        s.execute("insert into epoch values (10, now(), null)");
      }
      try (var thief = new VaultNode(mixed, blindToTombstones(), clock)) {
        assertThatExceptionOfType(CorruptPageException.class).isThrownBy(() -> open(thief, sealed));
      }
    }
  }

  @Test
  void restoredDatabaseDestroysItsKeysAgainBeforeItServes() throws Exception {
    Sealed gone;
    Sealed kept;
    Map<String, byte[]> dump;
    try (var node = node()) {
      gone = sealed(node, "x");
      kept = sealed(node, "y");
      dump = VaultDatabases.dump(source);
      node.vault.shred(List.of(gone.key()), "test");
    }
    try (var restored = new VaultNode(databases.restore(dump), VaultSettings.in(folder), clock)) {
      assertThat(open(restored, gone)).isInstanceOf(Opened.Destroyed.class);
      assertThat(open(restored, kept)).isInstanceOf(Opened.Value.class);
    }
  }

  @Test
  void epochsPassAndLivingKeysStay() {
    try (var node = node()) {
      var sealed = sealed(node, "x");
      passDays(node, 20);
      node.cache.clear();
      assertThat(open(node, sealed)).isInstanceOf(Opened.Value.class);
      assertThat(node.door.require().roots().epochs()).hasSize(8);
    }
    try (var later = node()) {
      assertThat(later.vault.createKeys(1)).hasSize(1);
    }
  }

  @Test
  void tombstonesAreInTheDatabaseForEverAndInTheFile() throws Exception {
    try (var node = node()) {
      var key = node.vault.createKeys(1).getFirst();
      node.vault.shred(List.of(key), "dsr_erasure");
      assertThat(Files.readString(folder.resolve("tombstones")))
          .contains(key + " dsr_erasure " + START);
      for (var attack :
          List.of(
              "delete from tombstone",
              "update tombstone set reason_code = 'x'",
              "truncate tombstone")) {
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> execute(attack));
      }
    }
  }

  @Test
  void shredWithoutAWritableTombstoneFileChangesNothing() throws IOException {
    try (var node = node();
        var blind =
            new VaultNode(
                source, VaultSettings.in(folder).withTombstones(folder.resolve("other")), clock)) {
      var sealed = sealed(node, "x");
      Files.createDirectory(folder.resolve("other"));
      assertThatExceptionOfType(VaultStoreException.class)
          .isThrownBy(() -> blind.vault.shred(List.of(sealed.key()), "test"));
      assertThat(open(node, sealed)).isInstanceOf(Opened.Value.class);
    }
  }

  @Test
  void vaultStaysSealedWhileItsRootKeysCannotBeOpened() throws IOException {
    node().close();
    var settings = VaultSettings.in(folder);
    var empty = Files.createDirectory(folder.resolve("empty"));
    for (var bad :
        List.of(
            settings.withPassphrase(Optional.empty()),
            settings.withPassphrase(Optional.of("wrong")),
            settings.withRoots(empty.resolve("roots")),
            settings.withRoots(empty))) {
      try (var sealedNode = new VaultNode(source, bad, clock)) {
        assertThat(sealedNode.door.isOpen()).isFalse();
        assertThatExceptionOfType(VaultSealedException.class)
            .isThrownBy(() -> sealedNode.vault.createKeys(1));
        assertThatExceptionOfType(VaultSealedException.class)
            .isThrownBy(() -> sealedNode.vault.blindIndex("email", List.of("a")));
        assertThatExceptionOfType(VaultSealedException.class)
            .isThrownBy(sealedNode.vault::requireOpen);
      }
    }
  }

  @Test
  void sealedVaultOpensOnceItsRootKeysAreBack() throws IOException {
    node().close();
    Files.move(folder.resolve("roots"), folder.resolve("away"));
    try (var node = node()) {
      assertThat(node.door.isOpen()).isFalse();
      Files.deleteIfExists(folder.resolve("roots"));
      Files.move(folder.resolve("away"), folder.resolve("roots"));
      node.door.open();
      assertThat(node.vault.createKeys(1)).hasSize(1);
    }
  }

  @Test
  void cacheHoldsNoMoreKeysThanItMay() {
    try (var node = node()) {
      var sealed = sealAll(node, 3_000);
      for (int from = 0; from < 3_000; from += 500) {
        node.vault.open(sealed.subList(from, from + 500));
        assertThat(node.cache.size()).isLessThanOrEqualTo(1_500);
      }
      node.cache.clear();
      assertThat(node.cache.size()).isZero();
    }
  }

  @Test
  void fingerprintsAreEqualAcrossProcessesAndDifferAcrossDomains() {
    try (var one = node();
        var two = node()) {
      var print = one.vault.blindIndex("email", List.of("a", "b"));
      assertThat(two.vault.blindIndex("email", List.of("a")).getFirst())
          .isEqualTo(print.get(0))
          .hasSize(16);
      assertThat(print.get(1)).isNotEqualTo(print.get(0));
      assertThat(one.vault.blindIndex("phone", List.of("a")).getFirst()).isNotEqualTo(print.get(0));
      assertThat(one.vault.namedKey("audit")).isEqualTo(two.vault.namedKey("audit"));
    }
  }

  private Opened openFromDump(Map<String, byte[]> dump, Sealed sealed) throws Exception {
    try (var thief = new VaultNode(databases.restore(dump), blindToTombstones(), () -> START)) {
      return open(thief, sealed);
    }
  }

  /** A thief does not replay tombstones. */
  private VaultSettings blindToTombstones() {
    return VaultSettings.in(folder).withTombstones(folder.resolve("none"));
  }

  private void passDays(VaultNode node, int days) {
    for (int i = 0; i < days; i++) {
      now = now.plus(Duration.ofDays(1));
      node.epochs.advance(node.door.require());
    }
  }

  private void execute(String sql) throws SQLException {
    try (var c = source.getConnection();
        var s = c.createStatement()) {
      s.execute(sql);
    }
  }

  private static Beating beatUntilClosed(VaultNode... nodes) {
    var stop = new AtomicBoolean();
    var thread =
        Thread.ofPlatform()
            .start(() -> {
              while (!stop.get()) {
                List.of(nodes).forEach(VaultNode::beat);
              }
            });
    return () -> {
      stop.set(true);
      thread.join();
    };
  }

  private interface Beating extends AutoCloseable {
    @Override
    void close() throws InterruptedException;
  }

  private static List<Sealed> sealAll(VaultNode node, int count) {
    var keys = node.vault.createKeys(count);
    var tokens =
        node.vault.seal(keys.stream().map(k -> new Plain(k, "test", "x".getBytes(UTF_8))).toList());
    var sealed = new ArrayList<Sealed>();
    for (int i = 0; i < count; i++) {
      sealed.add(new Sealed(keys.get(i), "test", tokens.get(i)));
    }
    return sealed;
  }

  private static List<KeyId> keys(List<Sealed> sealed) {
    return sealed.stream().map(Sealed::key).toList();
  }

  private static Sealed sealed(VaultNode node, String value) {
    return seal(node, node.vault.createKeys(1).getFirst(), value);
  }

  private static Sealed seal(VaultNode node, KeyId key, String value) {
    var token = node.vault.seal(List.of(new Plain(key, "test", value.getBytes(UTF_8)))).getFirst();
    return new Sealed(key, "test", token);
  }

  private static Opened open(VaultNode node, Sealed sealed) {
    return node.vault.open(List.of(sealed)).getFirst();
  }
}
