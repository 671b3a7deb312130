package dev.lethe.service.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.StoredToken;
import dev.lethe.cryptovault.token.StoredTokens;
import dev.lethe.cryptovault.token.StoredTokensContract;
import dev.lethe.cryptovault.token.TokenShape;
import dev.lethe.service.database.Sql;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table keeps to the library's contract, and to what a shred needs beyond it. */
class StoredTokenTableTest extends StoredTokensContract {
  private static VaultDatabases server;
  private static AgroalDataSource source;
  private static VaultNode node;
  private static VaultSettings settings;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException, SQLException {
    server = new VaultDatabases();
    source = server.create();
    settings = VaultSettings.in(folder);
    node = new VaultNode(source, settings, InstantSource.system());
  }

  @AfterAll
  static void stop() throws IOException {
    node.close();
    server.close();
  }

  @Override
  protected StoredTokens store() {
    return node.stored;
  }

  @Test
  void nothingIsStoredUnderAShreddedKey() {
    var keys = node.vault.createKeys(2);
    node.vault.shred(keys.subList(0, 1), "test");
    assertThatExceptionOfType(KeysShreddedException.class)
        .isThrownBy(
            () -> node.stored.add(List.of(token(keys.get(0), "1"), token(keys.get(1), "1"))))
        .satisfies(e -> assertThat(e.keys()).containsExactly(keys.get(0)));
    assertThat(rows(keys.get(0))).isZero();
    assertThat(rows(keys.get(1))).isZero();
    assertThat(node.stored.add(List.of(token(keys.get(1), "1")))).hasSize(1);
  }

  @Test
  void theSweepDeletesTheRowsOfShreddedKeysOnlyAndGoesOnWhereItStopped() {
    var keys = node.vault.createKeys(3);
    for (var key : keys) {
      node.stored.add(IntStream.range(0, 25).mapToObj(i -> token(key, "t" + i)).toList());
    }
    var sweep =
        new StoredTokenSweep(
            new VaultDatabase(source), new SimpleMeterRegistry(), 10, Duration.ofSeconds(5));
    sweep.sweep();
    node.vault.shred(keys.subList(0, 2), "test");
    assertThat(sweep.sweep()).isEqualTo(50);
    assertThat(sweep.sweep()).isZero();
    assertThat(rows(keys.get(0)) + rows(keys.get(1))).isZero();
    assertThat(rows(keys.get(2))).isEqualTo(25);
    node.vault.shred(keys.subList(2, 3), "test");
    assertThat(node.sweep.sweep()).isEqualTo(25);
    assertThat(node.meters.get("lethe.vault.stored.tokens.swept").counter().count())
        .isGreaterThanOrEqualTo(25);
  }

  @Test
  void noRowOfAKeyThatWasShreddedMeanwhileOutlivesTheSweep() throws Exception {
    for (int round = 0; round < 10; round++) {
      var key = node.vault.createKeys(1).getFirst();
      var orders = new ArrayList<FormOrder>();
      for (int i = 0; i < 200; i++) {
        orders.add(order(key, "value " + round + "/" + i));
      }
      var writers =
          IntStream.range(0, 3)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> node.forms.make(orders)))
              .toList();
      node.vault.shred(List.of(key), "test");
      node.sweep.sweep();
      // Who was late stored nothing, and whoever was early has been swept.
      for (var writer : writers) {
        writer.get();
      }
      assertThat(rows(key)).isZero();
      assertThat(node.forms.make(orders)).containsOnly(new FormMade.Destroyed());
    }
  }

  @Test
  void whatARestoreBringsBackOfShreddedKeysDoesNotOpenAndIsSwept() throws Exception {
    var keys = node.vault.createKeys(2);
    var made = node.forms.make(List.of(order(keys.get(0), "a"), order(keys.get(1), "b")));
    var dump = VaultDatabases.dump(source);
    node.vault.shred(keys.subList(0, 1), "test");
    try (var restored = new VaultNode(server.restore(dump), settings, InstantSource.system())) {
      var tokens = List.of(token(keys.get(0), made.get(0)), token(keys.get(1), made.get(1)));
      assertThat(restored.forms.open(tokens.subList(0, 1))).containsExactly(new Opened.Destroyed());
      assertThat(restored.sweep.sweep()).isPositive();
      assertThat(restored.stored.delete(keys.subList(0, 1))).isZero();
      assertThat(restored.forms.open(tokens.subList(1, 2)))
          .hasOnlyElementsOfType(Opened.Value.class);
    }
  }

  private static FormToken token(KeyId key, FormMade made) {
    var text = made instanceof FormMade.Token(String t) ? t : "";
    return new FormToken.Stored(key, "note", text);
  }

  @Test
  void writersOfTheSameValuesAllGetTheSameTokens() throws Exception {
    var keys = node.vault.createKeys(20);
    var orders = new ArrayList<FormOrder>();
    for (int i = 0; i < 400; i++) {
      orders.add(order(keys.get(i % 20), "value " + i % 100));
    }
    var writers =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> node.forms.make(orders)))
            .toList();
    var first = writers.getFirst().get();
    assertThat(first).hasOnlyElementsOfType(FormMade.Token.class);
    for (var writer : writers) {
      assertThat(writer.get()).isEqualTo(first);
    }
    assertThat(keys.stream().mapToInt(StoredTokenTableTest::rows).sum()).isEqualTo(100);
  }

  @Test
  void whoWaitsInACircleTriesAgain() {
    boolean gaveWay = false;
    for (int i = 0; i < 10 && !gaveWay; i++) {
      var key = node.vault.createKeys(1).getFirst();
      gaveWay = makesWriterGiveWay(key);
      assertThat(rows(key)).isEqualTo(2);
    }
    assertThat(gaveWay).isTrue();
  }

  /** Waits in a circle with a writer; false where the writer was not the one to be stopped. */
  private static boolean makesWriterGiveWay(KeyId key) {
    var low = new StoredToken(new StoredToken.Place(key, new UUID(0, 1)), "x", new byte[1]);
    var high = new StoredToken(new StoredToken.Place(key, new UUID(0, 2)), "y", new byte[1]);
    var writer = new AtomicReference<CompletableFuture<?>>(new CompletableFuture<>());
    try {
      new VaultDatabase(source)
          .atOnce(sql -> {
            sql.update("set local deadlock_timeout = '5s'");
            insert(sql, token(key, "y"));
            writer.set(CompletableFuture.supplyAsync(() -> node.stored.add(List.of(high, low))));
            awaitWaiting(sql);
            insert(sql, token(key, "x"));
            return true;
          });
      return true;
    } catch (VaultStoreException e) {
      assertThat(e.isDeadlock()).isTrue();
      return false;
    } finally {
      writer.get().join();
    }
  }

  private static void insert(Sql sql, StoredToken token) throws SQLException {
    sql.update(
        "insert into stored_token values (?, ?, ?, ?)",
        token.place().key().value(),
        token.place().fingerprint(),
        token.text(),
        token.sealed());
  }

  private static void awaitWaiting(Sql sql) throws SQLException {
    while (sql.query(
            "select 1 from pg_locks where not granted and locktype = 'transactionid'", row -> true)
        .isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private static FormOrder order(KeyId key, String value) {
    return new FormOrder(new Form.Stored(new TokenShape.RandomUuid()), key, "note", value);
  }

  private static StoredToken token(KeyId key, String text) {
    return new StoredToken(new StoredToken.Place(key, UUID.randomUUID()), text, new byte[1]);
  }

  private static int rows(KeyId key) {
    return new VaultDatabase(source)
        .with(sql ->
            sql.query(
                    "select count(*) from stored_token where key_id = ?",
                    row -> row.getInt(1),
                    key.value())
                .getFirst());
  }
}
