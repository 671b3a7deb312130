package dev.lethe.cryptovault.page;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.VaultException;
import dev.lethe.cryptovault.root.RootKeyStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Data keys that can be destroyed for good. They sit in leaf pages of 256; every page is sealed
 * under a key that its parent holds, and the root page under the root key of the epoch. Shredding a
 * key empties its slot and gives every page from the leaf to the root a fresh key, so that each
 * older copy of them, in whatever backup, hangs under a root key that is destroyed some epochs
 * later.
 *
 * <p>The construction is the key disclosure graph of Reardon, Ritzdorf, Basin and Capkun, Secure
 * data deletion from persistent media (CCS 2013). An operation on n keys touches at most n pages
 * per level, and each shared page once.
 */
public final class KeyPages {
  private final PageId root;
  private final RootKeyStore roots;
  private final PageTree.Seals seals;

  /** Three levels hold 16.7 million keys, four 4.3 billion; the number never changes afterwards. */
  public KeyPages(int levels, Tenant tenant, RootKeyStore roots, SecureRandom random) {
    this.root = new PageId(levels - 1, 0);
    this.roots = roots;
    this.seals = new PageTree.Seals(tenant, roots, random);
  }

  /** Takes a key from where it lies in its page. The page is wiped afterwards; nobody keeps it. */
  @FunctionalInterface
  public interface Taker {
    /**
     * @param index the place of the key's slot among those asked for
     * @param page holds the key's 32 bytes from {@code from} on
     */
    void take(int index, byte[] page, int from);
  }

  public int levels() {
    return root.level() + 1;
  }

  /** How many keys can ever be made. */
  public long capacity() {
    return 1L << 8 * (root.level() + 1);
  }

  /** Writes the first root page, under the root key of {@code epoch}, which is made if need be. */
  public void create(PageStore.Change change, long epoch) {
    if (!change.read(List.of(root)).isEmpty()) {
      throw new VaultException("there is a root page already");
    }
    roots.create(epoch);
    try (var page = OpenPage.empty()) {
      var body = roots.seal(epoch, page.borrow(), PageV1.associated(root, epoch, seals.tenant()));
      change.write(Map.of(root, PageV1.of(root, epoch, body)));
    }
  }

  /**
   * Puts fresh keys into the slots from {@code first} on, which must never have been used.
   *
   * @throws KeyPagesFullException when there are not so many slots; nothing has changed then
   */
  public void allocate(PageStore.Change change, long first, int count, long epoch) {
    occupy(
        change,
        first,
        count,
        epoch,
        (leaf, slot, here) -> leaf.fill(place(slot), here, seals.random()));
  }

  /**
   * Puts keys that were made elsewhere into the slots from {@code first} on, which must never have
   * been used. From then on nothing tells them from keys that were made here.
   *
   * @param keys each one {@link #isKey}; their owner wipes them
   * @throws KeyPagesFullException when there are not so many slots; nothing has changed then
   */
  public void put(PageStore.Change change, long first, List<SecretBytes> keys, long epoch) {
    occupy(
        change,
        first,
        keys.size(),
        epoch,
        (leaf, slot, here) -> {
          for (int i = 0; i < here; i++) {
            leaf.put(place(slot) + i, keys.get((int) (slot - first) + i));
          }
        });
  }

  /** Whether this can be a data key: 32 bytes that are not all zero. */
  public static boolean isKey(SecretBytes bytes) {
    return bytes.length() == OpenPage.SLOT_BYTES && !OpenPage.isEmpty(bytes.borrow(), 0);
  }

  /** Fills free slots of one leaf. */
  private interface Filling {
    void fill(OpenPage leaf, long slot, int count);
  }

  private void occupy(PageStore.Change change, long first, int count, long epoch, Filling filling) {
    if (first < 0 || first + count > capacity()) {
      throw new KeyPagesFullException(capacity());
    }
    long end = first + count;
    try (var tree = load(change.read(pathsOf(leavesOf(first, end))))) {
      for (long slot = first; slot < end; ) {
        int here = (int) Math.min(end - slot, PageId.FAN_OUT - place(slot));
        filling.fill(free(tree, slot, here), slot, here);
        slot += here;
      }
      change.write(tree.seal(epoch));
    }
  }

  /** One slot of each leaf. */
  private static long[] leavesOf(long first, long end) {
    return LongStream.rangeClosed(first / PageId.FAN_OUT, (end - 1) / PageId.FAN_OUT)
        .map(leaf -> leaf * PageId.FAN_OUT)
        .toArray();
  }

  /** The leaf, once these slots of it are known to be free. */
  private static OpenPage free(PageTree tree, long slot, int count) {
    var leaf = tree.touch(PageId.leafOf(slot));
    for (int i = 0; i < count; i++) {
      if (!leaf.isEmpty(place(slot) + i)) {
        throw new CorruptPageException("slot " + (slot + i) + " is in use");
      }
    }
    return leaf;
  }

  /** The pages that {@link #open} needs for these slots, as far as they exist. */
  public Set<PageId> pathsOf(long... slots) {
    return PageTree.pathsOf(slots, root);
  }

  /**
   * Hands over the keys in these slots, in their order, and nothing for an empty slot. Slots of one
   * page that stand together cost least.
   *
   * @param sealed the pages of {@link #pathsOf}, all as of one moment
   */
  public void open(Map<PageId, byte[]> sealed, long[] slots, Taker taker) {
    if (slots.length == 0) {
      return;
    }
    try (var tree = load(sealed)) {
      for (int from = 0, to; from < slots.length; from = to) {
        long number = slots[from] / PageId.FAN_OUT;
        to = from + 1;
        while (to < slots.length && slots[to] / PageId.FAN_OUT == number) {
          to++;
        }
        var leaf = tree.find(new PageId(0, number));
        if (leaf != null) {
          hand(leaf.borrow().borrow(), slots, from, to, taker);
        }
      }
    }
  }

  private static void hand(byte[] leaf, long[] slots, int from, int to, Taker taker) {
    for (int i = from; i < to; i++) {
      int at = OpenPage.offset(place(slots[i]));
      if (!OpenPage.isEmpty(leaf, at)) {
        taker.take(i, leaf, at);
      }
    }
  }

  /**
   * Destroys the keys in these slots; emptying an empty slot is no error, and renews its path all
   * the same.
   */
  public void shred(PageStore.Change change, long[] slots, long epoch) {
    if (slots.length == 0) {
      return;
    }
    try (var tree = load(change.read(pathsOf(slots)))) {
      for (long slot : slots) {
        tree.touch(PageId.leafOf(slot)).clear(place(slot));
      }
      tree.renewPaths();
      change.write(tree.seal(epoch));
    }
  }

  /** Seals the root page under the root key of a new epoch, which is made if need be. */
  public void rotate(PageStore.Change change, long newEpoch) {
    roots.create(newEpoch);
    try (var tree = load(change.read(List.of(root)))) {
      tree.touch(root);
      change.write(tree.seal(newEpoch));
    }
  }

  /** Proves that the root page opens, or throws. */
  public void verify(PageStore store) {
    try (var tree = load(store.read(List.of(root)))) {
      tree.find(root);
    }
  }

  private PageTree load(Map<PageId, byte[]> sealed) {
    return new PageTree(root, sealed, seals);
  }

  private static int place(long slot) {
    return (int) (slot % PageId.FAN_OUT);
  }
}
