package dev.lethe.service.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.vault.Thaw.Outcome;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two persons, and keys that stay destroyed. */
class ThawsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  @AutoClose private static final VaultDatabases databases = new VaultDatabases();

  @TempDir Path folder;
  private AgroalDataSource source;
  private VaultNode node;
  private VaultService vault;

  @BeforeEach
  void open() throws SQLException {
    source = databases.create();
    node = new VaultNode(source, VaultSettings.in(folder), () -> NOW);
    vault = node.vault;
  }

  @AfterEach
  void close() {
    node.close();
    source.close();
  }

  @Test
  void frozenKeysAreUsedAgainOnceASecondPersonConfirms() {
    var keys = frozen(2);
    var thaw = done(vault.proposeThaw(keys, "ann", "wrong person"));
    assertThat(vault.states(keys)).containsOnly(KeyState.FROZEN);
    assertThat(thaw.confirmedBy()).isNull();
    var confirmed = done(vault.confirmThaw(thaw.id(), "ben"));
    assertThat(vault.states(keys)).containsOnly(KeyState.ACTIVE);
    assertThat(confirmed.confirmedBy()).isEqualTo("ben");
    assertThat(confirmed.confirmedAt()).isEqualTo(NOW);
    assertThat(vault.findThaw(thaw.id())).contains(confirmed);
  }

  @Test
  void whoeverProposedCannotConfirm() {
    var keys = frozen(1);
    var thaw = done(vault.proposeThaw(keys, "ann", "wrong person"));
    assertThat(vault.confirmThaw(thaw.id(), "ann")).isEqualTo(new Outcome.SamePerson());
    assertThat(vault.states(keys)).containsOnly(KeyState.FROZEN);
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> execute("update thaw set confirmed_by = 'ann'"));
  }

  @Test
  void destroyedKeyIsNeverThawedAndNeitherAreItsFellows() {
    var keys = frozen(2);
    var thaw = done(vault.proposeThaw(keys, "ann", "wrong person"));
    vault.shred(keys.subList(0, 1), "test");
    var refusal = new Outcome.Unfit(keys.getFirst(), KeyState.DESTROYED);
    assertThat(vault.checkThaw(thaw.id(), "ben")).isEqualTo(refusal);
    assertThat(vault.confirmThaw(thaw.id(), "ben")).isEqualTo(refusal);
    assertThat(vault.states(keys)).containsExactly(KeyState.DESTROYED, KeyState.FROZEN);
    assertThat(vault.proposeThaw(keys, "ben", "again")).isEqualTo(refusal);
  }

  @Test
  void keysThatAreNotFrozenAreRefused() {
    var active = vault.createKeys(1).getFirst();
    var stranger = KeyId.random(new SecureRandom());
    assertThat(vault.proposeThaw(List.of(active), "ann", "x"))
        .isEqualTo(new Outcome.Unfit(active, KeyState.ACTIVE));
    assertThat(vault.proposeThaw(List.of(stranger), "ann", "x"))
        .isEqualTo(new Outcome.Unfit(stranger, KeyState.UNKNOWN));
    assertThat(vault.thawsBefore(Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void confirmationIsRepeatableByThatPersonAndThawsNothingThatIsFrozenAnew() {
    var keys = frozen(1);
    var thaw = done(vault.proposeThaw(keys, "ann", "wrong person"));
    var first = done(vault.confirmThaw(thaw.id(), "ben"));
    assertThat(done(vault.confirmThaw(thaw.id(), "ben"))).isEqualTo(first);
    assertThat(vault.confirmThaw(thaw.id(), "cleo")).isEqualTo(new Outcome.Over());
    vault.freeze(keys);
    vault.confirmThaw(thaw.id(), "ben");
    assertThat(vault.states(keys)).containsOnly(KeyState.FROZEN);
  }

  @Test
  void ofManyWhoConfirmAtOnceOneDoes() throws Exception {
    var thaw = done(vault.proposeThaw(frozen(3), "ann", "wrong person"));
    var work = new ArrayList<Callable<Outcome>>();
    for (int i = 0; i < 6; i++) {
      var person = "person " + i;
      work.add(() -> vault.confirmThaw(thaw.id(), person));
    }
    int confirmed = 0;
    try (var threads = Executors.newFixedThreadPool(6)) {
      for (var answer : threads.invokeAll(work)) {
        confirmed += answer.get() instanceof Outcome.Done ? 1 : 0;
      }
    }
    assertThat(confirmed).isEqualTo(1);
  }

  @Test
  void proposalsAreListedNewestFirst() {
    var keys = frozen(1);
    var first = done(vault.proposeThaw(keys, "ann", "one"));
    var second = done(vault.proposeThaw(keys, "ann", "two"));
    assertThat(vault.thawsBefore(Long.MAX_VALUE, 10)).containsExactly(second, first);
    assertThat(vault.thawsBefore(second.seq(), 10)).containsExactly(first);
    assertThat(vault.thawsBefore(Long.MAX_VALUE, 1)).containsExactly(second);
  }

  @Test
  void unknownProposalIsSaidToBeUnknown() {
    var stranger = ThawId.random(new SecureRandom());
    assertThat(vault.confirmThaw(stranger, "ben")).isEqualTo(new Outcome.Unknown());
    assertThat(ThawId.parse(stranger.toString())).isEqualTo(stranger);
    assertThatIllegalArgumentException().isThrownBy(() -> ThawId.parse("thw_1"));
    assertThatIllegalArgumentException().isThrownBy(() -> ThawId.parse("key_1"));
  }

  private List<KeyId> frozen(int count) {
    var keys = vault.createKeys(count);
    vault.seal(keys.stream().map(key -> new Plain(key, "test", "x".getBytes(UTF_8))).toList());
    vault.freeze(keys);
    return keys;
  }

  private static Thaw done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).thaw();
  }

  private void execute(String sql) throws SQLException {
    try (var c = source.getConnection();
        var s = c.createStatement()) {
      s.execute(sql);
    }
  }
}
