package dev.lethe.cryptovault.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.page.InMemoryPageStore;
import dev.lethe.cryptovault.page.KeyPages;
import dev.lethe.cryptovault.page.PageStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every root key store guarantees. */
abstract class RootKeyStoreContract {
  static final byte[] HERE = {1};

  /** Another store on what is stored for this test, which is nothing at its beginning. */
  abstract RootKeyStore store();

  @Test
  void sealedPageOpensUnderItsEpochOnly() {
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
    for (int at : new int[] {0, sealed.length / 2, sealed.length - 1}) {
      var damaged = sealed.clone();
      damaged[at] ^= 1;
      assertThatExceptionOfType(CorruptPageException.class)
          .as("byte %d", at)
          .isThrownBy(() -> store.open(1, damaged, HERE));
    }
    for (var cut : new byte[][] {{}, {1}, new byte[20], new byte[100]}) {
      assertThatExceptionOfType(CorruptPageException.class)
          .as("%d bytes", cut.length)
          .isThrownBy(() -> store.open(1, cut, HERE));
    }
    assertThat(store.open(1, sealed, HERE).sameAs(page())).isTrue();
  }

  @Test
  void creatingAgainKeepsTheKey() {
    var store = store();
    store.create(1);
    var sealed = store.seal(1, page(), HERE);
    store.create(1);
    store().create(1);
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
    for (var any : new RootKeyStore[] {store, store()}) {
      assertThatExceptionOfType(RootKeyDestroyedException.class)
          .isThrownBy(() -> any.open(1, sealed, HERE));
      assertThatExceptionOfType(RootKeyDestroyedException.class)
          .isThrownBy(() -> any.seal(1, page(), HERE));
      assertThatExceptionOfType(RootKeyDestroyedException.class).isThrownBy(() -> any.create(1));
    }
    store.destroy(2);
    assertThatExceptionOfType(RootKeyDestroyedException.class).isThrownBy(() -> store().create(2));
    assertThat(store().epochs()).isEmpty();
    store.create(3);
    assertThat(store().epochs()).containsExactly(3L);
  }

  @Test
  void epochThatNeverWasIsNotThere() {
    var store = store();
    store.create(5);
    assertThatExceptionOfType(RootKeyException.class)
        .isThrownBy(() -> store.seal(9, page(), HERE))
        .isNotInstanceOf(RootKeyDestroyedException.class);
    store.destroy(9);
    store.create(9);
    assertThat(store.epochs()).containsExactly(5L, 9L);
  }

  @Test
  void keyMadeBeforeACrashIsThereAfterwards() {
    store().create(1);
    // The process that made it ended before it sealed anything; the next one begins over.
    var next = store();
    assertThat(next.epochs()).containsExactly(1L);
    next.create(1);
    var sealed = next.seal(1, page(), HERE);
    assertThat(store().open(1, sealed, HERE).sameAs(page())).isTrue();
  }

  @Test
  void storesSeeEachOthersChangesAtOnce() {
    var one = store();
    var other = store();
    one.create(1);
    one.create(2);
    var sealed = other.seal(1, page(), HERE);
    assertThat(one.open(1, sealed, HERE).sameAs(page())).isTrue();
    other.destroy(1);
    assertThatExceptionOfType(RootKeyDestroyedException.class)
        .isThrownBy(() -> one.open(1, sealed, HERE));
    assertThatExceptionOfType(RootKeyDestroyedException.class)
        .isThrownBy(() -> one.seal(1, page(), HERE));
    assertThat(one.epochs()).containsExactly(2L);
  }

  @Test
  void whatWasSealedWhileAllCreateAtOnceOpensEverywhere() throws Exception {
    var stores = new ArrayList<RootKeyStore>();
    var start = new CountDownLatch(1);
    var work = new ArrayList<Callable<byte[]>>();
    for (int i = 0; i < 4; i++) {
      var store = store();
      stores.add(store);
      work.add(() -> {
        start.await();
        for (long epoch = 1; epoch <= 3; epoch++) {
          store.create(epoch);
        }
        return store.seal(2, page(), HERE);
      });
    }
    try (var threads = Executors.newFixedThreadPool(4)) {
      var sealed = new ArrayList<Future<byte[]>>();
      work.forEach(each -> sealed.add(threads.submit(each)));
      start.countDown();
      for (var each : sealed) {
        for (var store : stores) {
          assertThat(store.open(2, each.get(), HERE).sameAs(page())).isTrue();
        }
      }
    }
    assertThat(stores.getFirst().epochs()).containsExactly(1L, 2L, 3L);
    stores.getFirst().destroy(2);
    assertThat(stores.getLast().epochs()).containsExactly(1L, 3L);
  }

  @Test
  void dumpOfKeyPagesEndsWithTheRootKeyOfItsEpoch() {
    var roots = store();
    var pages = new KeyPages(2, new Tenant("default"), roots, new SecureRandom());
    var database = new InMemoryPageStore();
    run(database, change -> pages.create(change, 1));
    run(database, change -> pages.allocate(change, 0, 3, 1));
    var dump = database.dump();
    run(database, change -> pages.shred(change, new long[] {1}, 1));
    run(database, change -> pages.rotate(change, 2));
    assertThat(keysIn(pages, dump)).isEqualTo(3);
    roots.destroy(1);
    assertThatExceptionOfType(RootKeyDestroyedException.class)
        .isThrownBy(() -> keysIn(pages, dump));
    assertThat(keysIn(pages, database)).isEqualTo(2);
  }

  private static void run(PageStore database, Consumer<PageStore.Change> work) {
    database.change(change -> {
      work.accept(change);
      return true;
    });
  }

  private static int keysIn(KeyPages pages, PageStore database) {
    var slots = new long[] {0, 1, 2};
    var found = new AtomicInteger();
    pages.open(
        database.read(pages.pathsOf(slots)), slots, (slot, page, at) -> found.incrementAndGet());
    return found.get();
  }

  static SecretBytes page() {
    return SecretBytes.takeOwnershipOf(new byte[8192]);
  }
}
