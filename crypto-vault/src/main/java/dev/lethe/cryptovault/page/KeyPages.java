package dev.lethe.cryptovault.page;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.SecretCipher;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.VaultException;
import dev.lethe.cryptovault.root.RootKeyStore;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final SecureRandom random;
  private final PageTree.Seals seals;

  /** Three levels hold 16.7 million keys, four 4.3 billion; the number never changes afterwards. */
  public KeyPages(int levels, Tenant tenant, RootKeyStore roots, SecureRandom random) {
    this.root = new PageId(levels - 1, 0);
    this.roots = roots;
    this.random = random;
    this.seals = new PageTree.Seals(tenant, roots, new SecretCipher(random), random);
  }

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
      change.write(Map.of(root, new PageV1(root, epoch, body).toBytes()));
    }
  }

  /** Puts fresh keys into the slots from {@code first} on, which must never have been used. */
  public void allocate(PageStore.Change change, long first, int count, long epoch) {
    if (first < 0 || first + count > capacity()) {
      throw new VaultException("the key pages are full: they hold " + capacity() + " keys");
    }
    var slots = LongStream.range(first, first + count).boxed().toList();
    try (var tree = load(change.read(PageTree.pathsOf(slots, root)))) {
      for (long slot : slots) {
        var leaf = tree.touch(PageId.leafOf(slot));
        if (!leaf.isEmpty(place(slot))) {
          throw new CorruptPageException("slot " + slot + " is in use");
        }
        leaf.fill(place(slot), random);
      }
      change.write(tree.seal(epoch));
    }
  }

  /** The keys in these slots; an empty slot has no entry. The caller wipes them. */
  public Map<Long, SecretBytes> open(PageStore store, Collection<Long> slots) {
    return slots.isEmpty() ? Map.of() : open(store.read(PageTree.pathsOf(slots, root)), slots);
  }

  private Map<Long, SecretBytes> open(Map<PageId, byte[]> sealed, Collection<Long> slots) {
    var keys = new HashMap<Long, SecretBytes>();
    try (var tree = load(sealed)) {
      for (long slot : slots) {
        var leaf = tree.find(PageId.leafOf(slot));
        if (leaf != null && !leaf.isEmpty(place(slot))) {
          keys.put(slot, leaf.takeCopyOf(place(slot)));
        }
      }
    }
    return keys;
  }

  /**
   * Destroys the keys in these slots; emptying an empty slot is no error, and renews its path all
   * the same.
   */
  public void shred(PageStore.Change change, Collection<Long> slots, long epoch) {
    if (slots.isEmpty()) {
      return;
    }
    try (var tree = load(change.read(PageTree.pathsOf(slots, root)))) {
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
