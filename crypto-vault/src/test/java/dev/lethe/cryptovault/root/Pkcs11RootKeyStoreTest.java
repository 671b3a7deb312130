package dev.lethe.cryptovault.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.cryptovault.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.KeyGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Pkcs11RootKeyStoreTest extends RootKeyStoreContract {
  private static final AtomicInteger TENANTS = new AtomicInteger();
  @TempDir Path folder;
  private SoftHsm hsm;
  private Path pinFile;
  private Tenant tenant;

  @BeforeEach
  void useToken() throws IOException, InterruptedException {
    hsm = SoftHsm.get();
    pinFile = Files.writeString(folder.resolve("pin"), SoftHsm.PIN + "\n");
    tenant = new Tenant("Händler " + TENANTS.incrementAndGet());
  }

  @Override
  Pkcs11RootKeyStore store() {
    return Pkcs11RootKeyStore.open(settings(), tenant, new SecureRandom());
  }

  private Pkcs11Settings settings() {
    return new Pkcs11Settings(hsm.library, hsm.slot, pinFile);
  }

  @Test
  void keysAreNamedByTenantAndEpochAndCannotBeReadOut() throws Exception {
    store().create(12);
    var keys = keysOnToken();
    var ours = ours(keys);
    assertThat(ours).hasSize(1).allMatch(name -> name.matches(".*[.]epoch[.]12[.][0-9a-f]{16}"));
    var key = keys.getKey(ours.getFirst(), null);
    assertThat(key.getAlgorithm()).isEqualTo("AES");
    assertThat(key.getEncoded()).isNull();
    assertThat(key.getFormat()).isNull();
    assertThat(key.toString()).contains("sensitive").contains("unextractable");
  }

  @Test
  void destroyedKeyIsGoneFromTheToken() throws Exception {
    var store = store();
    store.create(1);
    store.create(2);
    int files = hsm.files().size();
    store.destroy(1);
    // One key less and one mark more; the next one replaces it.
    assertThat(ours(keysOnToken())).hasSize(2).noneMatch(name -> name.contains("epoch.1."));
    store.destroy(2);
    assertThat(ours(keysOnToken())).singleElement().asString().contains("destroyed.2.");
    assertThat(hsm.files()).hasSizeLessThan(files);
  }

  @Test
  void storeSurvivesALostSession() throws Exception {
    var store = store();
    store.create(1);
    var sealed = store.seal(1, page(), HERE);
    logOut();
    assertThat(store.open(1, sealed, HERE).sameAs(page())).isTrue();
    logOut();
    assertThat(store.seal(1, page(), HERE)).hasSizeGreaterThan(8192);
    logOut();
    store.create(2);
    logOut();
    assertThat(store.epochs()).containsExactly(1L, 2L);
    logOut();
    store.destroy(1);
    assertThat(store().epochs()).containsExactly(2L);
  }

  @Test
  void refusedPinIsToldApartAndNotRepeated() throws Exception {
    store().create(1);
    logOut();
    Files.writeString(pinFile, "marked-wrong");
    assertThatExceptionOfType(PinRejectedException.class)
        .isThrownBy(this::store)
        .satisfies(e -> assertThat(e).hasMessageNotContaining("marked"));
    // Not asked again, or the token would lock itself.
    assertThatExceptionOfType(PinRejectedException.class).isThrownBy(this::store);
    Files.setLastModifiedTime(Files.writeString(pinFile, SoftHsm.PIN), FileTime.fromMillis(1_000));
    assertThat(store().epochs()).containsExactly(1L);
  }

  @Test
  void missingPinLibraryOrSlotIsToldApart() {
    var none = folder.resolve("none");
    unusable(new Pkcs11Settings(none, hsm.slot, pinFile), "library or its slot");
    unusable(new Pkcs11Settings(hsm.library, 99_999_999, pinFile), "library or its slot");
    unusable(new Pkcs11Settings(hsm.library, hsm.slot, none), "cannot read the secret file none");
  }

  private void unusable(Pkcs11Settings settings, String reason) {
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> Pkcs11RootKeyStore.open(settings, tenant, new SecureRandom()))
        .withMessageContaining(reason);
  }

  @Test
  void keyThatVanishesIsNotTakenForDestroyed() throws Exception {
    var store = store();
    var before = hsm.files();
    store.create(1);
    var sealed = store.seal(1, page(), HERE);
    for (var file : hsm.files()) {
      if (!before.contains(file)) {
        Files.delete(file);
      }
    }
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> store.open(1, sealed, HERE))
        .withMessage("there is no root key for epoch 1");
  }

  @Test
  void keysOfOthersAreLeftAlone() throws Exception {
    var keys = keysOnToken();
    var generator = KeyGenerator.getInstance("AES", keys.getProvider());
    generator.init(256);
    var other = new EpochNames(tenant).ofKey(1) + ".x";
    keys.setKeyEntry(other, generator.generateKey(), null, null);
    var store = store();
    assertThat(store.epochs()).isEmpty();
    store.create(1);
    store.destroy(1);
    assertThat(keysOnToken().containsAlias(other)).isTrue();
  }

  @Test
  void keyThatCanBeReadOutIsRefused() throws Exception {
    var open =
        settings()
            .toConfiguration("Open" + TENANTS.incrementAndGet())
            .replace("CKA_SENSITIVE = true", "CKA_SENSITIVE = false")
            .replace("CKA_EXTRACTABLE = false", "CKA_EXTRACTABLE = true");
    var keys = KeyStore.getInstance("PKCS11", Security.getProvider("SunPKCS11").configure(open));
    keys.load(null, SoftHsm.PIN.toCharArray());
    var generator = KeyGenerator.getInstance("AES", keys.getProvider());
    generator.init(256);
    var planted = new EpochNames(tenant).ofKey(1) + ".0123456789abcdef";
    keys.setKeyEntry(planted, generator.generateKey(), null, null);
    var store = store();
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> store.create(1))
        .withMessageContaining("can be read out");
  }

  @Test
  void markWithoutDestructionRefusesAndIsFinishedLater() throws Exception {
    var store = store();
    store.create(1);
    var sealed = store.seal(1, page(), HERE);
    // A crash came between the mark and the destruction.
    store.make(new EpochNames(tenant).ofMark(1));
    var next = store();
    assertThat(next.epochs()).isEmpty();
    assertThatExceptionOfType(RootKeyDestroyedException.class)
        .isThrownBy(() -> next.open(1, sealed, HERE));
    next.destroy(1);
    assertThat(ours(keysOnToken())).singleElement().asString().contains("destroyed.1.");
  }

  private KeyStore keysOnToken() throws GeneralSecurityException, IOException {
    var provider =
        Security.getProvider("SunPKCS11")
            .configure(settings().toConfiguration("Test" + TENANTS.incrementAndGet()));
    var keys = KeyStore.getInstance("PKCS11", provider);
    keys.load(null, SoftHsm.PIN.toCharArray());
    return keys;
  }

  private List<String> ours(KeyStore keys) throws GeneralSecurityException {
    var prefix = new EpochNames(tenant).ofKey(1).replaceAll("epoch.*", "");
    return Collections.list(keys.aliases()).stream()
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  // All sessions of a process share its login.
  private void logOut() throws GeneralSecurityException, IOException {
    ((AuthProvider) keysOnToken().getProvider()).logout();
  }
}
