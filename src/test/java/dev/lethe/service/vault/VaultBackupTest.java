package dev.lethe.service.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.page.PageId;
import dev.lethe.cryptovault.page.PageStore;
import dev.lethe.service.database.Sql;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A base backup of the server with both databases, write-ahead log included, taken before a shred,
 * in the hands of somebody who also has today's root keys and replays no tombstones.
 */
class VaultBackupTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final List<PageId> ROOT_PAGE = List.of(new PageId(2, 0));

  @TempDir Path folder;
  private Instant now = START;
  private final InstantSource clock = () -> now;
  private int restores;

  @Test
  void baseBackupFromBeforeAShredOpensOnlyUntilTheFinalMoment() throws Exception {
    try (var server = new VaultDatabases()) {
      var source = server.create();
      try (var node = new VaultNode(source, VaultSettings.in(folder), clock)) {
        var key = node.vault.createKeys(1).getFirst();
        var token = node.vault.seal(List.of(new Plain(key, "test", "x".getBytes(UTF_8))));
        keep(server.empty("lethe"), token.getFirst());
        server.baseBackup(folder.resolve("backup"));
        var rootsBefore = Files.copy(folder.resolve("roots"), folder.resolve("retained"));
        var outcome = node.vault.shred(List.of(key), "test");

        passUntil(node, outcome.finalAt().minusSeconds(1));
        assertThat(open(folder.resolve("roots"), key)).isInstanceOf(Opened.Value.class);

        passUntil(node, outcome.finalAt());
        assertSealed(key);
        assertNoWayIn(source, key);
        // What is left is a copy of the root keys of that time: nothing but they opens the backup.
        assertThat(open(rootsBefore, key)).isInstanceOf(Opened.Value.class);
      }
    }
  }

  /** The token lies in the other database of the same server. */
  private static void keep(AgroalDataSource lethe, byte[] token) throws SQLException {
    try (var c = lethe.getConnection();
        var s = c.createStatement()) {
      s.execute("create table sealed_value (token bytea)");
      new Sql(c).update("insert into sealed_value values (?)", token);
    }
  }

  private static Sealed kept(VaultDatabases server, KeyId key) throws SQLException {
    try (var c = server.existing("lethe").getConnection()) {
      var token = new Sql(c).query("select token from sealed_value", row -> row.getBytes(1));
      return new Sealed(key, "test", token.getFirst());
    }
  }

  private void passUntil(VaultNode node, Instant moment) {
    while (now.isBefore(moment)) {
      var tomorrow = now.plus(Duration.ofDays(1));
      now = tomorrow.isBefore(moment) ? tomorrow : moment;
      node.epochs.advance(node.door.require());
    }
  }

  /** With copies of these root keys, at the backup's own time, so that none is destroyed. */
  private Opened open(Path roots, KeyId key) throws IOException, SQLException {
    try (var server = restore();
        var thief = new VaultNode(server.existing("vault_1"), settings(roots), () -> START)) {
      return thief.vault.open(List.of(kept(server, key))).getFirst();
    }
  }

  private void assertSealed(KeyId key) throws IOException, SQLException {
    try (var server = restore();
        var thief =
            new VaultNode(
                server.existing("vault_1"), settings(folder.resolve("roots")), () -> START)) {
      assertThatExceptionOfType(VaultSealedException.class)
          .isThrownBy(() -> thief.vault.open(List.of(kept(server, key))))
          .withMessageContaining("lacks the root key of epoch 1");
    }
  }

  /** Also not through the living root page, put in the place of the backup's. */
  private void assertNoWayIn(AgroalDataSource living, KeyId key) throws IOException, SQLException {
    var pages = new VaultDatabase(living).read(ROOT_PAGE);
    try (var server = restore()) {
      var source = server.existing("vault_1");
      new VaultDatabase(source)
          .change((PageStore.Change change) -> {
            change.write(pages);
            return true;
          });
      try (var c = source.getConnection();
          var s = c.createStatement()) {
        s.execute("insert into epoch values (9, now(), null)");
      }
      try (var thief = new VaultNode(source, settings(folder.resolve("roots")), () -> START)) {
        assertThatExceptionOfType(CorruptPageException.class)
            .isThrownBy(() -> thief.vault.open(List.of(kept(server, key))));
      }
    }
  }

  private VaultDatabases restore() throws IOException {
    var copy = folder.resolve("restored-" + ++restores);
    VaultDatabases.copy(folder.resolve("backup"), copy, path -> true);
    Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(folder.resolve("backup")));
    return VaultDatabases.over(copy);
  }

  private VaultSettings settings(Path roots) throws IOException {
    var copy = folder.resolve("roots-" + restores);
    Files.copy(roots, copy);
    return VaultSettings.in(folder).withRoots(copy).withTombstones(folder.resolve("none"));
  }
}
