package dev.lethe.service.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.cryptovault.KeyId;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of which many keys are needed, opened whole. */
class ReadAheadTest {
  private static final int PAGE = 256;
  private static VaultDatabases databases;

  @TempDir Path folder;
  private AgroalDataSource source;

  @BeforeAll
  static void startPostgres() throws IOException {
    databases = new VaultDatabases();
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    databases.close();
  }

  @BeforeEach
  void createDatabase() throws SQLException {
    source = databases.create();
  }

  private VaultNode node() {
    return new VaultNode(source, VaultSettings.in(folder), InstantSource.system());
  }

  private static void use(VaultNode node, List<KeyId> keys) {
    keys.forEach(key -> seal(node, key));
  }

  private static byte[] seal(VaultNode node, KeyId key) {
    return node.vault.seal(List.of(new Plain(key, "test", "x".getBytes(UTF_8)))).getFirst();
  }

  @Test
  void pageOfWhichManyKeysWereOpenedIsOpenedWhole() {
    try (var node = node()) {
      var keys = node.vault.createKeys(3 * PAGE).subList(0, PAGE);
      use(node, keys.subList(0, PageMisses.WORTH - 1));
      node.readAhead.run();
      assertThat(node.cache.size()).isEqualTo(PageMisses.WORTH - 1);
      use(node, keys.subList(PageMisses.WORTH - 1, PageMisses.WORTH));
      node.readAhead.run();
      assertThat(node.cache.size()).isEqualTo(PAGE);
    }
  }

  @Test
  void keysThatAreFrozenOrDestroyedAreNotOpenedAhead() {
    try (var node = node()) {
      var keys = node.vault.createKeys(PAGE);
      node.vault.freeze(keys.subList(100, 110));
      node.vault.shred(keys.subList(200, 220), "test");
      use(node, keys.subList(0, PageMisses.WORTH));
      node.readAhead.run();
      assertThat(node.cache.size()).isEqualTo(PAGE - 30);
    }
  }

  @Test
  void keyThatWasOpenedAheadIsForgottenWhenItIsShredded() {
    try (var node = node();
        var other = node()) {
      var keys = node.vault.createKeys(PAGE);
      use(node, keys.subList(0, PageMisses.WORTH));
      var victim = keys.get(77);
      var sealed = new Sealed(victim, "test", seal(other, victim));
      node.readAhead.run();
      assertThat(node.cache.size()).isEqualTo(PAGE);
      other.vault.shred(List.of(victim), "test");
      assertThat(node.vault.open(List.of(sealed)).getFirst()).isInstanceOf(Opened.Destroyed.class);
    }
  }

  @Test
  void pageIsCountedFromNothingAfterAWhile() {
    try (var node = node()) {
      var keys = node.vault.createKeys(PAGE);
      use(node, keys.subList(0, PageMisses.WORTH - 1));
      node.misses.reset();
      use(node, keys.subList(PageMisses.WORTH - 1, PageMisses.WORTH + 5));
      node.readAhead.run();
      assertThat(node.cache.size()).isEqualTo(PageMisses.WORTH + 5);
    }
  }

  @Test
  void tableThatIsNearlyFullIsLeftToTheKeysAskedFor() {
    var small = VaultSettings.in(folder).withCachedKeys(PAGE);
    try (var node = new VaultNode(source, small, InstantSource.system())) {
      var keys = node.vault.createKeys(PAGE);
      use(node, keys.subList(0, PageMisses.WORTH));
      node.readAhead.run();
      assertThat(node.cache.size()).isEqualTo(PageMisses.WORTH);
    }
  }
}
