package dev.lethe.cryptovault.page;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.CountingRandom;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.root.InMemoryRootKeyStore;
import dev.lethe.cryptovault.root.RootKeyDestroyedException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyPagesTest {
  private static final Tenant TENANT = new Tenant("default");
  private final SecureRandom random = new SecureRandom();
  private final InMemoryPageStore store = new InMemoryPageStore();
  private final InMemoryRootKeyStore roots = new InMemoryRootKeyStore(random);
  private final KeyPages pages = new KeyPages(3, TENANT, roots, random);

  @BeforeEach
  void createRoot() {
    change(c -> pages.create(c, 1));
  }

  @Test
  void allocatedKeysAreDistinctAndStay() {
    change(c -> pages.allocate(c, 0, 1_000, 1));
    change(c -> pages.allocate(c, 1_000, 1, 1));
    var first = open(store, slots(0, 1_001));
    assertThat(first).hasSize(1_001);
    assertThat(first.values().stream().map(KeyPagesTest::hex).distinct()).hasSize(1_001);
    assertThat(hexes(open(store, slots(0, 1_001)))).isEqualTo(hexes(first));
  }

  @Test
  void keysMadeElsewhereLieWhereTheyWerePutAndAreShreddedLikeOthers() {
    change(c -> pages.allocate(c, 0, 250, 1));
    var keys = LongStream.range(0, 300).mapToObj(i -> SecretBytes.random(32, random)).toList();
    change(c -> pages.put(c, 250, keys, 1));
    var opened = open(store, slots(0, 550));
    for (int i = 0; i < keys.size(); i++) {
      assertThat(requireNonNull(opened.get(250L + i)).sameAs(keys.get(i))).isTrue();
    }
    assertThatExceptionOfType(CorruptPageException.class)
        .isThrownBy(() -> change(c -> pages.put(c, 249, keys, 1)));
    var zero = List.of(SecretBytes.takeOwnershipOf(new byte[32]));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> change(c -> pages.put(c, 550, zero, 1)));
    shred(251, 549);
    assertThat(open(store, slots(0, 550))).hasSize(548).doesNotContainKeys(251L, 549L);
  }

  @Test
  void batchOfKeysIsReadAtOnce() {
    change(c -> pages.allocate(c, 0, 5_000, 1));
    store.reads = 0;
    open(store, slots(0, 5_000));
    assertThat(store.reads).isEqualTo(1);
  }

  @Test
  void slotThatWasNeverFilledHasNoKey() {
    change(c -> pages.allocate(c, 0, 1, 1));
    assertThat(open(store, List.of(1L, 70_000L))).isEmpty();
  }

  @Test
  void shreddedKeyIsGoneAndItsNeighboursStay() {
    change(c -> pages.allocate(c, 0, 600, 1));
    var before = hexes(open(store, slots(0, 600)));
    shred(3, 4, 300);
    var after = hexes(open(store, slots(0, 600)));
    assertThat(after).hasSize(597).doesNotContainKeys(3L, 4L, 300L);
    assertThat(before).containsAllEntriesOf(after);
  }

  @Test
  void shreddingABatchRewritesEachPathOnce() {
    change(c -> pages.allocate(c, 0, 2_560, 1));
    store.pagesWritten = 0;
    shred(LongStream.range(0, 512).toArray());
    // Two leaves, their mid page and the root.
    assertThat(store.pagesWritten).isEqualTo(4);
  }

  @Test
  void shreddingAgainIsNoError() {
    change(c -> pages.allocate(c, 0, 2, 1));
    shred(0);
    shred(0);
    assertThat(open(store, slots(0, 2))).containsOnlyKeys(1L);
  }

  @Test
  void olderPagesOpenNothingUnderTheNewPath() {
    change(c -> pages.allocate(c, 0, 2, 1));
    var dump = store.dump();
    shred(0);
    for (var id : List.of(new PageId(0, 0), new PageId(1, 0))) {
      var mixed = store.dump();
      mixed.put(id, dump.read(List.of(id)).getOrDefault(id, new byte[0]));
      assertThatExceptionOfType(CorruptPageException.class)
          .isThrownBy(() -> open(mixed, List.of(0L)));
    }
  }

  @Test
  void dumpOpensOnlyWhileTheRootOfItsEpochLives() {
    change(c -> pages.allocate(c, 0, 2, 1));
    var dump = store.dump();
    shred(0);
    change(c -> pages.rotate(c, 2));
    assertThat(open(dump, List.of(0L))).hasSize(1);

    roots.destroy(1);

    assertThatExceptionOfType(RootKeyDestroyedException.class)
        .isThrownBy(() -> open(dump, List.of(0L)));
    assertThat(open(store, slots(0, 2))).containsOnlyKeys(1L);
  }

  @Test
  void dumpUnderALivingRootLeadsToNoShreddedKey() {
    change(c -> pages.allocate(c, 0, 2, 1));
    var dump = store.dump();
    shred(0);
    change(c -> pages.rotate(c, 2));
    roots.destroy(1);
    // Whoever has today's root page and every former page below it finds only dead keys.
    var root = new PageId(2, 0);
    var mixed = dump.dump();
    mixed.put(root, store.read(List.of(root)).getOrDefault(root, new byte[0]));
    assertThatExceptionOfType(CorruptPageException.class)
        .isThrownBy(() -> open(mixed, List.of(0L)));
  }

  @Test
  void pageOfAnotherTenantDoesNotOpen() {
    var foreign = new KeyPages(3, new Tenant("other"), roots, random);
    assertThatExceptionOfType(CorruptPageException.class).isThrownBy(() -> foreign.verify(store));
  }

  @Test
  void slotIsNeverFilledTwice() {
    change(c -> pages.allocate(c, 0, 2, 1));
    assertThatExceptionOfType(CorruptPageException.class)
        .isThrownBy(() -> change(c -> pages.allocate(c, 1, 1, 1)));
  }

  @Test
  void fullTreeRefusesMore() {
    var small = new KeyPages(1, TENANT, roots, random);
    var leafOnly = new InMemoryPageStore();
    leafOnly.change(c -> run(() -> small.create(c, 1)));
    leafOnly.change(c -> run(() -> small.allocate(c, 0, 256, 1)));
    assertThatExceptionOfType(KeyPagesFullException.class)
        .isThrownBy(() -> leafOnly.change(c -> run(() -> small.allocate(c, 256, 1, 1))));
  }

  @Test
  void anyOrderOfOperationsMatchesAPlainMap() {
    long seed = 42;
    var choose = new SplittableRandom(seed);
    var model = new HashMap<Long, String>();
    long next = 0;
    long epoch = 1;
    for (int round = 0; round < 300; round++) {
      switch (choose.nextInt(4)) {
        case 0, 1 -> {
          long first = next;
          int count = 1 + choose.nextInt(400);
          long now = epoch;
          change(c -> pages.allocate(c, first, count, now));
          next += count;
          model.putAll(hexes(open(store, slots(first, first + count))));
        }
        case 2 -> {
          long limit = next;
          long now = epoch;
          var victims =
              LongStream.range(0, choose.nextInt(20))
                  .filter(i -> limit > 0)
                  .map(i -> choose.nextLong(limit))
                  .boxed()
                  .distinct()
                  .toList();
          change(c -> pages.shred(c, toArray(victims), now));
          victims.forEach(model::remove);
        }
        default -> {
          long now = ++epoch;
          change(c -> pages.rotate(c, now));
          roots.destroy(now - 1);
        }
      }
    }
    assertThat(hexes(open(store, slots(0, next)))).as("seed %d", seed).isEqualTo(model);
  }

  @Test
  void pageBytesArePinned() throws NoSuchAlgorithmException {
    var fixed = new CountingRandom();
    var fixedRoots = new InMemoryRootKeyStore(fixed);
    var fixedPages = new KeyPages(2, TENANT, fixedRoots, fixed);
    var target = new InMemoryPageStore();
    target.change(c -> run(() -> fixedPages.create(c, 5)));
    target.change(c -> run(() -> fixedPages.allocate(c, 256, 3, 5)));
    var leaf = target.read(List.of(new PageId(0, 1))).getOrDefault(new PageId(0, 1), new byte[0]);
    assertThat(leaf).hasSize(18 + 12 + 8192 + 16);
    assertThat(HexFormat.of().formatHex(leaf, 0, 18))
        .isEqualTo("0100" + "0000000000000001" + "0000000000000005");
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(leaf)))
        .isEqualTo("811699f7c778e819462ecee0bcd824218ca2c9d72ba056cb663d703f4b6c080e");
  }

  private void change(Consumer<PageStore.Change> work) {
    store.change(c -> run(() -> work.accept(c)));
  }

  private static boolean run(Runnable work) {
    work.run();
    return true;
  }

  private void shred(long... slots) {
    change(c -> pages.shred(c, slots, 1));
  }

  private Map<Long, SecretBytes> open(PageStore from, List<Long> slots) {
    var keys = new HashMap<Long, SecretBytes>();
    var wanted = toArray(slots);
    pages.open(
        from.read(pages.pathsOf(wanted)),
        wanted,
        (i, page, at) -> keys.put(wanted[i], SecretBytes.takeCopyOf(page, at, at + 32)));
    return keys;
  }

  private static long[] toArray(List<Long> slots) {
    return slots.stream().mapToLong(Long::longValue).toArray();
  }

  private static List<Long> slots(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  private static Map<Long, String> hexes(Map<Long, SecretBytes> keys) {
    var hexes = new HashMap<Long, String>();
    keys.forEach((slot, key) -> hexes.put(slot, hex(key)));
    return hexes;
  }

  private static String hex(SecretBytes key) {
    return HexFormat.of().formatHex(key.borrow());
  }
}
