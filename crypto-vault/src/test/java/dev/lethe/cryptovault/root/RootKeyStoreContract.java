package dev.lethe.cryptovault.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.SecretBytes;
import org.junit.jupiter.api.Test;

/** What every root key store guarantees. */
abstract class RootKeyStoreContract {
  private static final byte[] HERE = {1};

  /** A store without keys. */
  abstract RootKeyStore store();

  @Test
  void sealedPageOpensUnderItsEpoch() {
    var store = store();
    store.create(1);
    store.create(2);
    var sealed = store.seal(1, page(), HERE);
    assertThat(store.open(1, sealed, HERE).sameAs(page())).isTrue();
    assertThatExceptionOfType(CorruptPageException.class)
        .isThrownBy(() -> store.open(2, sealed, HERE));
  }

  @Test
  void sealingTwiceDiffers() {
    var store = store();
    store.create(1);
    assertThat(store.seal(1, page(), HERE)).isNotEqualTo(store.seal(1, page(), HERE));
  }

  @Test
  void sealedPageOpensOnlyInItsPlace() {
    var store = store();
    store.create(1);
    var sealed = store.seal(1, page(), HERE);
    assertThatExceptionOfType(CorruptPageException.class)
        .isThrownBy(() -> store.open(1, sealed, new byte[] {2}));
    sealed[sealed.length - 1] ^= 1;
    assertThatExceptionOfType(CorruptPageException.class)
        .isThrownBy(() -> store.open(1, sealed, HERE));
  }

  @Test
  void creatingAgainKeepsTheKey() {
    var store = store();
    store.create(1);
    var sealed = store.seal(1, page(), HERE);
    store.create(1);
    assertThat(store.open(1, sealed, HERE).sameAs(page())).isTrue();
    assertThat(store.epochs()).containsExactly(1L);
  }

  @Test
  void destroyedEpochNeverReturns() {
    var store = store();
    store.create(1);
    store.create(2);
    var sealed = store.seal(1, page(), HERE);
    store.destroy(1);
    store.destroy(1);
    assertThat(store.epochs()).containsExactly(2L);
    assertThatExceptionOfType(RootKeyDestroyedException.class)
        .isThrownBy(() -> store.open(1, sealed, HERE));
    assertThatExceptionOfType(RootKeyDestroyedException.class)
        .isThrownBy(() -> store.seal(1, page(), HERE));
    assertThatExceptionOfType(RootKeyDestroyedException.class).isThrownBy(() -> store.create(1));
  }

  @Test
  void epochThatNeverWasIsNotThere() {
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> store().seal(9, page(), HERE));
  }

  static SecretBytes page() {
    return SecretBytes.takeOwnershipOf(new byte[8192]);
  }
}
