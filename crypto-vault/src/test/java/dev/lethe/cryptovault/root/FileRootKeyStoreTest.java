package dev.lethe.cryptovault.root;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.cryptovault.SecretBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRootKeyStoreTest extends RootKeyStoreContract {
  private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("roots");
  }

  @Override
  RootKeyStore store() {
    return open("correct");
  }

  private FileRootKeyStore open(String passphrase) {
    return FileRootKeyStore.open(file, passphrase(passphrase), new SecureRandom());
  }

  private static RootFileOpener passphrase(String passphrase) {
    return RootFileOpener.passphrase(
        SecretBytes.takeOwnershipOf(passphrase.getBytes(UTF_8)), CHEAP);
  }

  @Test
  void keysSurviveARestart() {
    var before = open("correct");
    before.create(1);
    var sealed = before.seal(1, page(), HERE);
    before.close();
    assertThat(open("correct").open(1, sealed, HERE).sameAs(page())).isTrue();
  }

  @Test
  void destructionSurvivesARestart() {
    store().create(1);
    store().destroy(1);
    assertThatExceptionOfType(RootKeyDestroyedException.class).isThrownBy(() -> store().create(1));
  }

  @Test
  void wrongPassphraseOpensNothingAndIsNotRepeated() {
    store().create(1);
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> open("marked-wrong"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("marked"));
  }

  @Test
  void everyDamagedByteIsNoticed() throws IOException {
    store().create(1);
    var bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      var damaged = bytes.clone();
      damaged[i] ^= 0x10;
      // A forged cost may be out of all bounds, and then costs memory before it fails: stay below
      // it.
      if (i < 9 || i >= 21) {
        Files.write(file, damaged);
        assertThatExceptionOfType(RootKeyException.class).isThrownBy(this::store);
      }
    }
  }

  @Test
  void fileBelongsToItsOwnerAlone() throws IOException {
    store().create(1);
    store().create(2);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void twoStoresLoseNoKeys() {
    var one = store();
    var other = store();
    for (long epoch = 0; epoch < 10; epoch += 2) {
      one.create(epoch);
      other.create(epoch + 1);
    }
    assertThat(store().epochs()).hasSize(10).isEqualTo(one.epochs());
  }

  @Test
  void vanishedFileIsNoEmptyStore() throws IOException {
    var store = store();
    store.create(1);
    Files.delete(file);
    assertThatExceptionOfType(RootKeyException.class).isThrownBy(() -> store.create(2));
  }

  @Test
  void fileHoldsNeitherKeyNorPassphrase() throws IOException {
    store().create(1);
    assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
        .startsWith("LTHR")
        .doesNotContain("correct");
    assertThat(Files.size(file)).isEqualTo(6 + 3 + 28 + 60 + 12 + 8 + 40 + 16);
  }
}
