package dev.lethe.service.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.testing.WheelProgram;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What PostgreSQL's own tools took of both databases before a shred, pg_dump and pg_basebackup, in
 * the hands of somebody who also has today's root keys and replays no tombstones. Where the tools
 * cannot be had, {@link VaultBackupTest} and {@link VaultNodesTest} hold the same with copies of
 * their own: a dump is every row of every table by COPY, which is what pg_dump takes too.
 */
class VaultDumpTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final String VAULT = "vault_1";
  private static final String LETHE = "lethe";

  @TempDir Path folder;
  private Instant now = START;
  private final InstantSource clock = () -> now;
  private int thieves;
  private KeyId key = KeyId.parse("key_00000000000000000000000000");

  @Test
  void backupsByPostgresOwnToolsOpenAShreddedKeyOnlyUntilTheFinalMoment() throws Exception {
    var tools =
        WheelProgram.find("postgres", "bin/pg_dump", "backups by pg_dump and pg_basebackup");
    try (var server = new VaultDatabases()) {
      var source = server.create();
      try (var node = new VaultNode(source, VaultSettings.in(folder), clock)) {
        key = node.vault.createKeys(1).getFirst();
        var token = node.vault.seal(List.of(new Plain(key, "test", "x".getBytes(UTF_8))));
        keep(server.empty(LETHE), token.getFirst());
        dump(tools, source, VAULT);
        dump(tools, source, LETHE);
        run(tools, "pg_basebackup", source, "-D", folder.resolve("base").toString(), "-c", "fast");
        var rootsBefore = Files.copy(folder.resolve("roots"), folder.resolve("retained"));
        var outcome = node.vault.shred(List.of(key), "test");

        passUntil(node, outcome.finalAt().minusSeconds(1));
        try (var dumped = restored(tools, server, source)) {
          assertThat(open(dumped, folder.resolve("roots"))).isInstanceOf(Opened.Value.class);
        }
        passUntil(node, outcome.finalAt());
        try (var dumped = restored(tools, server, source)) {
          assertSealed(dumped);
          assertThat(open(dumped, rootsBefore)).isInstanceOf(Opened.Value.class);
        }
      }
    }
    try (var server = baseBackup();
        var copy = new Copy(server.existing(VAULT), server.existing(LETHE), key)) {
      assertSealed(copy);
      assertThat(open(copy, folder.resolve("retained"))).isInstanceOf(Opened.Value.class);
    }
  }

  /** Both databases of a backup. */
  private record Copy(AgroalDataSource vault, AgroalDataSource lethe, KeyId key)
      implements AutoCloseable {
    /** The token lies in the one, its key in the other. */
    Sealed kept() throws SQLException {
      try (var c = lethe.getConnection();
          var s = c.createStatement();
          var rows = s.executeQuery("select token from sealed_value")) {
        rows.next();
        var token = rows.getBytes(1);
        return new Sealed(key, "test", token);
      }
    }

    @Override
    public void close() {
      vault.close();
      lethe.close();
    }
  }

  private static void keep(AgroalDataSource lethe, byte[] token) throws SQLException {
    try (lethe;
        var c = lethe.getConnection();
        var s = c.createStatement()) {
      s.execute("create table sealed_value (token bytea)");
      try (var insert = c.prepareStatement("insert into sealed_value values (?)")) {
        insert.setBytes(1, token);
        insert.execute();
      }
    }
  }

  private void dump(Path tools, AgroalDataSource server, String database)
      throws IOException, InterruptedException {
    run(tools, "pg_dump", server, "-Fc", "-d", database, "-f", file(database));
  }

  private String file(String database) {
    return folder.resolve(database + ".dump").toString();
  }

  /** New databases on the same server, from the dumps. */
  private Copy restored(Path tools, VaultDatabases server, AgroalDataSource source)
      throws Exception {
    thieves++;
    var restored = new ArrayList<AgroalDataSource>();
    for (var database : List.of(VAULT, LETHE)) {
      var name = database + "_of_thief_" + thieves;
      restored.add(server.empty(name));
      run(tools, "pg_restore", source, "--exit-on-error", "-d", name, file(database));
    }
    return new Copy(restored.get(0), restored.get(1), key);
  }

  private VaultDatabases baseBackup() throws IOException {
    Files.setPosixFilePermissions(
        folder.resolve("base"), PosixFilePermissions.fromString("rwx------"));
    return VaultDatabases.over(folder.resolve("base"));
  }

  private static void run(Path tools, String program, AgroalDataSource server, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(tools.resolveSibling(program).toString()));
    var port = URI.create(VaultDatabases.url(server).substring("jdbc:".length())).getPort();
    command.addAll(List.of("-h", "127.0.0.1", "-p", String.valueOf(port), "-U", "postgres"));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private void passUntil(VaultNode node, Instant moment) {
    while (now.isBefore(moment)) {
      var tomorrow = now.plus(Duration.ofDays(1));
      now = tomorrow.isBefore(moment) ? tomorrow : moment;
      node.epochs.advance(node.door.require());
    }
  }

  /** With a copy of these root keys, at the backup's own time, so that none is destroyed. */
  private Opened open(Copy copy, Path roots) throws IOException, SQLException {
    try (var thief = new VaultNode(copy.vault(), settings(roots), () -> START)) {
      return thief.vault.open(List.of(copy.kept())).getFirst();
    }
  }

  private void assertSealed(Copy copy) throws IOException {
    try (var thief = new VaultNode(copy.vault(), settings(folder.resolve("roots")), () -> START)) {
      assertThatExceptionOfType(VaultSealedException.class)
          .isThrownBy(() -> thief.vault.open(List.of(copy.kept())))
          .withMessageContaining("lacks the root key of epoch 1");
    }
  }

  private VaultSettings settings(Path roots) throws IOException {
    var copy = Files.createTempFile(folder, "roots", "");
    Files.write(copy, Files.readAllBytes(roots));
    return VaultSettings.in(folder).withRoots(copy).withTombstones(folder.resolve("none"));
  }
}
