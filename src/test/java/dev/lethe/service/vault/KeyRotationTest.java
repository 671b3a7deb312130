package dev.lethe.service.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.TokenV1;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are succeeded by others, in two processes over one database. */
class KeyRotationTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  @AutoClose private static final VaultDatabases databases = new VaultDatabases();

  @TempDir Path folder;
  private Instant now = START;
  private final InstantSource clock = () -> now;
  private AgroalDataSource source;
  private VaultNode one;
  private VaultNode two;
  private AutoCloseable beating;

  @BeforeEach
  void open() throws SQLException {
    source = databases.create();
    one = new VaultNode(source, VaultSettings.in(folder), clock);
    two = new VaultNode(source, VaultSettings.in(folder), clock);
    var beats = Executors.newSingleThreadScheduledExecutor();
    beats.scheduleWithFixedDelay(
        () -> {
          one.beat();
          two.beat();
        },
        0,
        20,
        TimeUnit.MILLISECONDS);
    beating =
        () -> {
          beats.shutdownNow();
          beats.close();
        };
  }

  @AfterEach
  void close() throws Exception {
    beating.close();
    one.close();
    two.close();
    source.close();
  }

  @Test
  void newTokensAreMadeUnderTheSuccessorAndFormerOnesStillOpen() {
    var key = one.vault.createKeys(1).getFirst();
    var before = token(one, key);
    assertThat(keyOf(before)).isEqualTo(key);
    rotate(one, key);
    for (var node : List.of(one, two)) {
      var after = token(node, key);
      assertThat(keyOf(after)).isNotEqualTo(key);
      assertThat(keyOf(after)).isEqualTo(node.vault.presentKeys(List.of(key)).getFirst());
      assertThat(opens(node, key, before)).isTrue();
      assertThat(opens(node, key, after)).isTrue();
      assertThat(node.vault.ring(List.of(keyOf(after)))).containsExactly(key, keyOf(after));
    }
  }

  @Test
  void everyProcessUsesTheSuccessorOnceTheRotationIsAnswered() {
    var keys = one.vault.createKeys(20);
    for (int round = 0; round < 5; round++) {
      for (var key : keys) {
        var former = keyOf(token(two, key));
        rotate(one, key);
        assertThat(keyOf(token(two, key))).isNotEqualTo(former);
      }
    }
    assertThat(one.vault.ring(keys)).hasSize(120).doesNotHaveDuplicates();
  }

  @Test
  void tokenOfAnotherFamilyDoesNotOpenAsOnesOwn() {
    var keys = one.vault.createKeys(2);
    rotate(one, keys.getFirst());
    rotate(one, keys.getLast());
    var foreign = token(one, keys.getLast());
    assertThat(opens(one, keys.getFirst(), foreign)).isFalse();
    assertThat(opens(one, keys.getFirst(), token(one, keys.getFirst()))).isTrue();
  }

  @Test
  void keysOfAFamilyAreFrozenThawedAndShreddedTogetherWhicheverIsNamed() throws IOException {
    var key = one.vault.createKeys(1).getFirst();
    rotate(one, key);
    rotate(one, key);
    var ring = one.vault.ring(List.of(key));
    assertThat(ring).hasSize(3);
    for (var named : ring) {
      one.vault.freeze(List.of(named));
      assertThat(two.vault.states(ring)).containsOnly(KeyState.FROZEN);
      two.vault.thaw(List.of(key));
      assertThat(one.vault.states(ring)).containsOnly(KeyState.ACTIVE);
    }
    var outcome = two.vault.shred(List.of(ring.get(1)), "test");
    assertThat(outcome.shredded()).isEqualTo(3);
    assertThat(outcome.lastTombstone() - outcome.firstTombstone()).isEqualTo(2);
    assertThat(one.vault.states(ring)).containsOnly(KeyState.DESTROYED);
    assertThat(Files.readString(folder.resolve("tombstones")))
        .contains(ring.stream().map(KeyId::toString).toList());
    assertThat(one.vault.shred(List.of(key), "test").alreadyShredded()).isEqualTo(3);
  }

  @Test
  void twoPersonsThawTheWholeFamily() {
    var key = one.vault.createKeys(1).getFirst();
    rotate(one, key);
    var ring = one.vault.ring(List.of(key));
    one.vault.freeze(List.of(key));
    var proposed = (Thaw.Outcome.Done) one.vault.proposeThaw(List.of(ring.get(1)), "ann", "x");
    assertThat(proposed.thaw().keys()).isEqualTo(ring);
    one.vault.confirmThaw(proposed.thaw().id(), "ben");
    assertThat(two.vault.states(ring)).containsOnly(KeyState.ACTIVE);
  }

  @Test
  void keysThatAreFrozenDestroyedOrTooYoungGetNoSuccessor() {
    var keys = one.vault.createKeys(4);
    one.vault.freeze(keys.subList(0, 1));
    one.vault.shred(keys.subList(1, 2), "test");
    now = START.plusSeconds(60);
    rotate(one, keys.get(2));
    var job = one.rotations.begin(START.plusSeconds(30), "ann", "test");
    var done = one.rotations.advance(job, keys, new UUID(0, 4), true).now();
    assertThat(done.counts()).isEqualTo(new Rotation.Counts(1, 1, 1, 1));
    assertThat(done.endedAt()).isEqualTo(now);
    assertThat(one.vault.ring(keys)).hasSize(6);
  }

  @Test
  void keysThatARotationFoundFrozenGetTheirSuccessorsWhenTheyThaw() {
    var keys = one.vault.createKeys(2);
    one.vault.freeze(keys);
    now = START.plusSeconds(60);
    var young = one.vault.createKeys(1);
    one.vault.freeze(young);
    var job = one.rotations.begin(START.plusSeconds(30), "ann", "test");
    one.rotations.advance(job, keys, null, true);
    assertThat(one.rotations.newestBound()).contains(START.plusSeconds(30));
    one.vault.thaw(keys.subList(0, 1));
    var proposed = (Thaw.Outcome.Done) one.vault.proposeThaw(keys.subList(1, 2), "ann", "x");
    one.vault.confirmThaw(proposed.thaw().id(), "ben");
    one.vault.thaw(young);
    for (var key : keys) {
      assertThat(keyOf(token(two, key))).isNotEqualTo(key);
      assertThat(two.vault.ring(List.of(key))).hasSize(2);
    }
    assertThat(keyOf(token(two, young.getFirst()))).isEqualTo(young.getFirst());
  }

  @Test
  void partOfARotationIsDoneOnceWhoeverDoesIt() throws Exception {
    var keys = one.vault.createKeys(50);
    now = START.plusSeconds(1);
    var job = one.rotations.begin(now, "ann", "test");
    var part =
        List.<Callable<RotationService.Part>>of(
            () -> one.rotations.advance(job, keys, new UUID(0, 1), false),
            () -> two.rotations.advance(job, keys, new UUID(0, 1), false),
            () -> one.rotations.advance(job, keys, new UUID(0, 1), false));
    try (var threads = Executors.newFixedThreadPool(3)) {
      int own = 0;
      for (var done : threads.invokeAll(part)) {
        assertThat(done.get().now().counts().rotated()).isEqualTo(50);
        own += done.get().own() ? 1 : 0;
      }
      assertThat(own).isEqualTo(1);
    }
    assertThat(one.rotations.running()).extracting(Rotation::id).containsExactly(job.id());
    var seen = one.rotations.find(job.id()).orElseThrow();
    assertThat(two.rotations.advance(seen, List.of(), null, true).now().counts())
        .isEqualTo(new Rotation.Counts(50, 0, 0, 0));
    assertThat(two.rotations.running()).isEmpty();
    assertThat(one.vault.ring(keys)).hasSize(100);
  }

  @Test
  void rotationsAndShredsAtOnceLeaveNoLivingKey() throws Exception {
    var keys = one.vault.createKeys(120);
    var work = new ArrayList<Callable<Object>>();
    for (int from = 0; from < keys.size(); from += 10) {
      var some = keys.subList(from, from + 10);
      work.add(() -> one.rotations.rotate(some, "ann", "test"));
      work.add(() -> two.vault.shred(some, "test"));
      work.add(() -> two.rotations.rotate(some, "ben", "test"));
    }
    try (var threads = Executors.newFixedThreadPool(6)) {
      for (var done : threads.invokeAll(work)) {
        done.get();
      }
    }
    var ring = one.vault.ring(keys);
    assertThat(ring).containsAll(keys);
    for (var node : List.of(one, two)) {
      assertThat(node.vault.states(ring)).containsOnly(KeyState.DESTROYED);
    }
  }

  @Test
  void rotationsAndFreezesAtOnceLeaveEachFamilyInOneState() throws Exception {
    var keys = one.vault.createKeys(60);
    var work = new ArrayList<Callable<Object>>();
    for (int from = 0; from < keys.size(); from += 10) {
      var some = keys.subList(from, from + 10);
      work.add(() -> one.rotations.rotate(some, "ann", "test"));
      work.add(() -> {
        two.vault.freeze(some);
        return some;
      });
      work.add(() -> two.rotations.rotate(some, "ben", "test"));
    }
    try (var threads = Executors.newFixedThreadPool(6)) {
      for (var done : threads.invokeAll(work)) {
        done.get();
      }
    }
    assertThat(two.vault.states(one.vault.ring(keys))).containsOnly(KeyState.FROZEN);
  }

  @Test
  void restoredDatabaseDestroysTheWholeFamilyAgain() throws Exception {
    var key = one.vault.createKeys(1).getFirst();
    var early = VaultDatabases.dump(source);
    rotate(one, key);
    var late = VaultDatabases.dump(source);
    var ring = one.vault.ring(List.of(key));
    one.vault.shred(List.of(key), "test");
    try (var restored = databases.restore(late);
        var node = new VaultNode(restored, VaultSettings.in(folder), clock)) {
      assertThat(node.vault.states(ring)).containsOnly(KeyState.DESTROYED);
    }
    try (var restored = databases.restore(early);
        var node = new VaultNode(restored, VaultSettings.in(folder), clock)) {
      assertThat(node.vault.states(ring)).containsExactly(KeyState.DESTROYED, KeyState.UNKNOWN);
      assertThat(node.rotations.rotate(List.of(key), "ann", "test").counts().destroyed())
          .isEqualTo(1);
    }
  }

  private static void rotate(VaultNode node, KeyId key) {
    var done = node.rotations.rotate(List.of(key), "ann", "test");
    assertThat(done.counts()).isEqualTo(new Rotation.Counts(1, 0, 0, 0));
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
