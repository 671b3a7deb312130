package dev.lethe.service.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An older state of the database comes back, beside the root keys of today. */
class VaultRestoreTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final InstantSource clock = () -> now;

  @Test
  void epochsThatTheDatabaseLostAreLeftBehindAndEnd() throws Exception {
    try (var databases = new VaultDatabases()) {
      var source = databases.create();
      Sealed sealed;
      AgroalDataSource older;
      try (var node = node(source)) {
        sealed = sealed(node);
        var dump = VaultDatabases.dump(source);
        pass(node, 3);
        assertThat(node.door.require().roots().epochs()).containsExactly(1L, 2L, 3L, 4L);
        older = databases.restore(dump);
      }
      try (var restored = node(older)) {
        assertThat(restored.epochs.history().current().number()).isEqualTo(5);
        assertThat(open(restored, sealed)).isInstanceOf(Opened.Value.class);
        // Nothing new may hang on a root key whose end was promised before.
        var outcome = restored.vault.shred(List.of(sealed(restored).key()), "test");
        assertThat(outcome.finalAt()).isEqualTo(now.plus(DAY.multipliedBy(8)));
        pass(restored, 5);
        assertThat(restored.door.require().roots().epochs()).startsWith(2L, 3L, 4L, 5L);
        pass(restored, 3);
        assertThat(restored.door.require().roots().epochs()).startsWith(6L).doesNotContain(4L);
        assertThat(open(restored, sealed)).isInstanceOf(Opened.Value.class);
      }
      try (var again = node(older)) {
        assertThat(again.epochs.history().current().number()).isEqualTo(13);
      }
    }
  }

  @Test
  void keyMadeBeforeACrashBelongsToTheNextEpochOnly() throws Exception {
    try (var databases = new VaultDatabases()) {
      var source = databases.create();
      try (var node = node(source)) {
        // The process ended after it had made the next epoch's key and before it committed.
        node.door.require().roots().create(2);
      }
      try (var next = node(source)) {
        assertThat(next.epochs.history().current().number()).isEqualTo(3);
        next.watch.look();
        assertThat(next.watch.alarms()).isEmpty();
        pass(next, 8);
        assertThat(next.door.require().roots().epochs()).startsWith(4L).hasSize(8);
      }
    }
  }

  private VaultNode node(AgroalDataSource source) {
    return new VaultNode(source, VaultSettings.in(folder), clock);
  }

  private void pass(VaultNode node, int days) {
    for (int i = 0; i < days; i++) {
      now = now.plus(DAY);
      node.epochs.advance(node.door.require());
      node.watch.look();
      assertThat(node.watch.alarms()).isEmpty();
    }
  }

  private static Sealed sealed(VaultNode node) {
    var key = node.vault.createKeys(1).getFirst();
    var token = node.vault.seal(List.of(new Plain(key, "test", "x".getBytes(UTF_8))));
    return new Sealed(key, "test", token.getFirst());
  }

  private static Opened open(VaultNode node, Sealed sealed) {
    return node.vault.open(List.of(sealed)).getFirst();
  }
}
