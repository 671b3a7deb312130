package dev.lethe.service.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.root.Argon2Cost;
import dev.lethe.cryptovault.root.FileRootKeyStore;
import dev.lethe.cryptovault.root.RootFileLocks;
import dev.lethe.cryptovault.root.RootKeyStore;
import dev.lethe.cryptovault.root.Share;
import dev.lethe.cryptovault.root.ShareFiles;
import dev.lethe.cryptovault.root.ShareTerms;
import dev.lethe.service.vault.VaultConfig.RootStore;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SortedSet;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told about root keys. */
class VaultWatchTest {
  @AutoClose private static final VaultDatabases databases = new VaultDatabases();

  @TempDir Path folder;
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
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
  void vaultInOrderRaisesNoAlarmOnAnyDay() {
    try (var node = node()) {
      for (int day = 0; day < 12; day++) {
        node.epochs.advance(node.door.require());
        node.watch.look();
        assertThat(node.watch.alarms()).as("day %d", day).isEmpty();
        now = now.plus(Duration.ofDays(1));
      }
      assertThat(gauge(node, "lethe.vault.open")).isEqualTo(1);
      var health = new VaultReadiness(node.door, node.watch).call();
      assertThat(health.getStatus()).isEqualTo(Status.UP);
      assertThat(health.getData()).isEmpty();
    }
  }

  @Test
  void epochThatDoesNotChangeIsTold() {
    try (var node = node()) {
      now = now.plus(Duration.ofDays(1)).plusSeconds(301);
      node.watch.look();
      assertThat(node.watch.alarms()).containsExactly(VaultAlarm.EPOCH_OVERDUE);
      assertThat(alarm(node, "epoch_overdue")).isEqualTo(1);
      assertThat(new VaultReadiness(node.door, node.watch).call().getData())
          .hasValueSatisfying(data -> assertThat(data).containsEntry("epoch_overdue", true));
      node.epochs.advance(node.door.require());
      node.watch.look();
      assertThat(node.watch.alarms()).isEmpty();
      assertThat(alarm(node, "epoch_overdue")).isZero();
    }
  }

  @Test
  void formerRootFileInTheNewOnesPlaceIsToldAndDestroyedAgain() throws IOException {
    try (var node = node()) {
      var kept = Files.copy(folder.resolve("roots"), folder.resolve("kept"));
      for (int day = 0; day < 9; day++) {
        now = now.plus(Duration.ofDays(1));
        node.epochs.advance(node.door.require());
      }
      Files.delete(folder.resolve("roots"));
      Files.copy(kept, folder.resolve("roots"));
      node.watch.look();
      assertThat(node.watch.alarms())
          .contains(VaultAlarm.ROOT_KEY_MISSING, VaultAlarm.ROOT_KEY_OUTLIVES_ITS_TIME);
      node.epochs.advance(node.door.require());
      assertThat(node.door.require().roots().epochs()).isEmpty();
      node.watch.look();
      assertThat(node.watch.alarms()).contains(VaultAlarm.ROOT_KEY_MISSING);
      assertThat(alarm(node, "root_key_outlives_its_time")).isZero();
    }
  }

  @Test
  void rootKeysThatVanishOneByOneAreTold() {
    try (var node = node()) {
      now = now.plus(Duration.ofDays(1));
      node.epochs.advance(node.door.require());
      node.door.require().roots().destroy(1);
      node.watch.look();
      assertThat(node.watch.alarms()).containsExactly(VaultAlarm.ROOT_KEY_MISSING);
      node.door.require().roots().destroy(2);
      node.watch.look();
      assertThat(node.watch.alarms()).containsExactly(VaultAlarm.ROOT_KEY_MISSING);
    }
    try (var later = node()) {
      later.watch.look();
      assertThat(later.watch.alarms()).containsExactly(VaultAlarm.ROOT_KEY_MISSING);
      var health = new VaultReadiness(later.door, later.watch).call();
      assertThat(health.getStatus()).isEqualTo(Status.DOWN);
      assertThat(health.getData())
          .hasValueSatisfying(data ->
              assertThat(data)
                  .containsEntry("reason", "the root key store lacks the root key of epoch 2"));
    }
  }

  @Test
  void storeThatIsGoneOrRefusesIsTold() throws IOException {
    try (var node = node()) {
      var away = folder.resolve("away");
      Files.move(folder.resolve("roots"), away);
      node.watch.look();
      assertThat(node.watch.alarms()).containsExactly(VaultAlarm.ROOT_STORE_UNREACHABLE);
      assertThat(new VaultReadiness(node.door, node.watch).call().getStatus())
          .isEqualTo(Status.DOWN);
      Files.move(away, folder.resolve("roots"));
      node.watch.look();
      assertThat(node.watch.alarms()).isEmpty();
      assertThat(new VaultReadiness(node.door, node.watch).call().getStatus()).isEqualTo(Status.UP);
    }
  }

  @Test
  void reasonOfASealedVaultHoldsNoSecret() throws IOException {
    node().close();
    var wrong = VaultSettings.in(folder).withPassphrase(Optional.of("marked-passphrase"));
    try (var node = new VaultNode(source, wrong, clock)) {
      node.watch.look();
      assertThat(node.watch.alarms()).containsExactly(VaultAlarm.ROOT_STORE_UNREACHABLE);
      assertThat(gauge(node, "lethe.vault.open")).isZero();
      var data = new VaultReadiness(node.door, node.watch).call().getData().orElseThrow();
      assertThat(data.toString())
          .contains("the passphrase does not open the root key file")
          .doesNotContain("marked");
    }
  }

  @Test
  void filesThatOthersCanReachAreTold() throws IOException {
    try (var node = node()) {
      Files.setPosixFilePermissions(
          folder.resolve("roots"), PosixFilePermissions.fromString("rw-r--r--"));
      node.watch.look();
      assertThat(node.watch.alarms()).containsExactly(VaultAlarm.SECRET_FILE_OPEN_TO_OTHERS);
    }
  }

  @Test
  void signInThatEndsSoonIsTold() {
    var config = VaultSettings.in(folder);
    var stores = new RootKeyStores(config, clock, new SecureRandom());
    var ends = now.plus(Duration.ofMinutes(20));
    var limited =
        new RootKeyStores(config, clock, new SecureRandom()) {
          @Override
          RootKeyStore open() {
            return new Limited(stores.open(), ends);
          }
        };
    try (var node = new VaultNode(source, config, clock, limited)) {
      node.watch.look();
      assertThat(node.watch.alarms()).isEmpty();
      assertThat(gauge(node, "lethe.vault.sign.in.seconds")).isEqualTo(1200);
      now = now.plus(Duration.ofMinutes(6));
      node.watch.look();
      assertThat(node.watch.alarms()).containsExactly(VaultAlarm.SIGN_IN_ENDS_SOON);
    }
  }

  @Test
  void sharesOpenTheVaultInThePassphrasesPlace() {
    var made = new ArrayList<Share>();
    FileRootKeyStore.create(
        folder.resolve("roots"),
        new RootFileLocks(
            Optional.empty(), Argon2Cost.RECOMMENDED, Optional.of(new ShareTerms(2, 3))),
        made::addAll,
        new SecureRandom());
    ShareFiles.write(folder, made);
    var files = made.stream().map(share -> folder.resolve(ShareFiles.nameOf(share))).toList();
    var both = VaultSettings.in(folder).withShares(files.subList(0, 2));
    try (var node = new VaultNode(source, both.withPassphrase(Optional.empty()), clock)) {
      assertThat(node.vault.createKeys(1)).hasSize(1);
    }
    assertSealed(both, "are both set");
    assertSealed(
        both.withPassphrase(Optional.empty()).withShares(files.subList(0, 1)),
        "2 shares are needed");
  }

  @Test
  void storesWithoutTheirSettingsSayWhichIsMissing() {
    var settings = VaultSettings.in(folder);
    assertSealed(settings.withStore(RootStore.PKCS11), "lethe.vault.pkcs11.slot is not set");
    assertSealed(settings.withStore(RootStore.TRANSIT), "lethe.vault.transit.address is not set");
  }

  private void assertSealed(VaultSettings settings, String reason) {
    try (var node = new VaultNode(source, settings, clock)) {
      assertThat(node.door.isOpen()).isFalse();
      assertThat(node.door.reason()).contains(reason);
    }
  }

  private static double alarm(VaultNode node, String code) {
    return node.meters.get("lethe.vault.alarm").tag("alarm", code).gauge().value();
  }

  private static double gauge(VaultNode node, String name) {
    return node.meters.get(name).gauge().value();
  }

  /** A store with an end to its sign-in. */
  private record Limited(RootKeyStore store, Instant ends) implements RootKeyStore {
    @Override
    public SortedSet<Long> epochs() {
      return store.epochs();
    }

    @Override
    public void create(long epoch) {
      store.create(epoch);
    }

    @Override
    public byte[] seal(long epoch, SecretBytes page, byte[] associated) {
      return store.seal(epoch, page, associated);
    }

    @Override
    public SecretBytes open(long epoch, byte[] sealed, byte[] associated) {
      return store.open(epoch, sealed, associated);
    }

    @Override
    public void destroy(long epoch) {
      store.destroy(epoch);
    }

    @Override
    public Optional<Instant> signInEnds() {
      return Optional.of(ends);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
