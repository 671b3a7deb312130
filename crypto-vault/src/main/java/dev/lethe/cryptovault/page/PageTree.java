package dev.lethe.cryptovault.page;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.root.RootKeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one operation, opened from the root down and sealed again at the end. Closing wipes
 * them.
 */
final class PageTree implements AutoCloseable {
  private final PageId root;
  private final Seals seals;
  private final PageCipher cipher;
  private final Map<PageId, byte[]> sealed;
  private final Map<PageId, OpenPage> open = new HashMap<>();
  private final SequencedSet<PageId> touched = new LinkedHashSet<>();

  /**
   * How a page is sealed: under its parent's slot, or, for the root page, by the root key store.
   */
  record Seals(Tenant tenant, RootKeyStore roots, SecureRandom random, Queue<PageCipher> idle) {
    Seals(Tenant tenant, RootKeyStore roots, SecureRandom random) {
      this(tenant, roots, random, new ConcurrentLinkedQueue<>());
    }

    private PageCipher cipher() {
      var pooled = idle.poll();
      return pooled == null ? new PageCipher(tenant, random) : pooled;
    }
  }

  PageTree(PageId root, Map<PageId, byte[]> sealed, Seals seals) {
    this.root = root;
    this.sealed = sealed;
    this.seals = seals;
    this.cipher = seals.cipher();
  }

  static Set<PageId> pathsOf(long[] slots, PageId root) {
    var ids = new HashSet<PageId>();
    ids.add(root);
    long last = -1;
    for (long slot : slots) {
      if (slot / PageId.FAN_OUT != last) {
        last = slot / PageId.FAN_OUT;
        addPath(PageId.leafOf(slot), root, ids);
      }
    }
    return ids;
  }

  private static void addPath(PageId leaf, PageId root, Set<PageId> ids) {
    for (var id = leaf; id.level() < root.level() && ids.add(id); ) {
      id = id.parent();
    }
  }

  /** The page, or null when its parent has no key for it. */
  @Nullable OpenPage find(PageId id) {
    var known = open.get(id);
    if (known != null) {
      return known;
    }
    var page = id.equals(root) ? openRoot() : openUnderParent(id);
    if (page != null) {
      open.put(id, page);
    }
    return page;
  }

  /** The page, made where it is missing, and marked for writing. */
  OpenPage touch(PageId id) {
    var page = find(id);
    if (page == null) {
      fillKeyOf(id);
      page = OpenPage.empty();
      open.put(id, page);
    }
    touched.add(id);
    return page;
  }

  private void fillKeyOf(PageId id) {
    touch(id.parent()).fill(id.placeInParent(), 1, seals.random());
  }

  /**
   * Gives every touched page and every page above one a fresh key, so that older copies hang under
   * dead keys.
   */
  void renewPaths() {
    Collection<PageId> level = Set.copyOf(touched);
    while (!level.isEmpty()) {
      var above = new HashSet<PageId>();
      for (var id : level) {
        if (!id.equals(root)) {
          fillKeyOf(id);
          above.add(id.parent());
        }
      }
      level = above;
    }
  }

  Map<PageId, byte[]> seal(long epoch) {
    var pages = new LinkedHashMap<PageId, byte[]>();
    for (var id : touched.reversed()) {
      pages.put(id, seal(id, require(id), epoch));
    }
    return pages;
  }

  private byte[] seal(PageId id, OpenPage page, long epoch) {
    if (!id.equals(root)) {
      return cipher.seal(id, epoch, page, require(id.parent()));
    }
    var associated = PageV1.associated(id, epoch, seals.tenant());
    return PageV1.of(id, epoch, seals.roots().seal(epoch, page.borrow(), associated));
  }

  private OpenPage require(PageId id) {
    var page = find(id);
    if (page == null) {
      throw new CorruptPageException("page " + id + " has no key");
    }
    return page;
  }

  private OpenPage openRoot() {
    var bytes = read(root);
    long epoch = PageV1.requireEpoch(root, bytes);
    var body = Arrays.copyOfRange(bytes, PageV1.HEADER_BYTES, bytes.length);
    var associated = PageV1.associated(root, epoch, seals.tenant());
    return OpenPage.of(root, seals.roots().open(epoch, body, associated));
  }

  private @Nullable OpenPage openUnderParent(PageId id) {
    var parent = find(id.parent());
    return parent == null || parent.isEmpty(id.placeInParent())
        ? null
        : cipher.open(id, read(id), parent);
  }

  private byte[] read(PageId id) {
    var bytes = sealed.get(id);
    if (bytes == null) {
      throw new CorruptPageException("page " + id + " is missing");
    }
    return bytes;
  }

  @Override
  public void close() {
    open.values().forEach(OpenPage::close);
    cipher.forget();
    seals.idle().add(cipher);
  }
}
