package dev.lethe.cryptovault.page;

import dev.lethe.cryptovault.CorruptPageException;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.SecretCipher;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.root.RootKeyStore;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one operation, opened from the root down and sealed again from the leaves up.
 * Closing wipes them.
 */
final class PageTree implements AutoCloseable {
  private static final Comparator<PageId> FROM_THE_LEAVES =
      Comparator.comparingInt(PageId::level).thenComparingLong(PageId::number);

  private final PageId root;
  private final Seals seals;
  private final Map<PageId, byte[]> sealed;
  private final Map<PageId, OpenPage> open = new HashMap<>();
  private final Set<PageId> touched = new HashSet<>();

  /**
   * How a page is sealed: under its parent's slot, or, for the root page, by the root key store.
   */
  record Seals(Tenant tenant, RootKeyStore roots, SecretCipher cipher, SecureRandom random) {}

  PageTree(PageId root, Map<PageId, byte[]> sealed, Seals seals) {
    this.root = root;
    this.sealed = sealed;
    this.seals = seals;
  }

  static Set<PageId> pathsOf(Collection<Long> slots, PageId root) {
    var ids = new HashSet<PageId>();
    ids.add(root);
    for (long slot : slots) {
      for (var id = PageId.leafOf(slot); id.level() < root.level() && ids.add(id); ) {
        id = id.parent();
      }
    }
    return ids;
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
    touched.add(id);
    var page = find(id);
    if (page == null) {
      touch(id.parent()).fill(id.placeInParent(), seals.random());
      page = OpenPage.empty();
      open.put(id, page);
    }
    return page;
  }

  /**
   * Gives every touched page and every page above one a fresh key, so that older copies hang under
   * dead keys.
   */
  void renewPaths() {
    var ids = new TreeMap<PageId, Boolean>(FROM_THE_LEAVES);
    for (var id : touched) {
      for (var up = id; up.level() <= root.level(); up = up.parent()) {
        ids.put(up, true);
      }
    }
    ids.remove(root);
    for (var id : ids.keySet()) {
      touch(id);
      touch(id.parent()).fill(id.placeInParent(), seals.random());
    }
    touched.add(root);
  }

  Map<PageId, byte[]> seal(long epoch) {
    var pages = new HashMap<PageId, byte[]>();
    for (var id : touched) {
      var page = find(id);
      if (page != null) {
        pages.put(id, new PageV1(id, epoch, body(id, page, epoch)).toBytes());
      }
    }
    return pages;
  }

  private byte[] body(PageId id, OpenPage page, long epoch) {
    var associated = PageV1.associated(id, epoch, seals.tenant());
    if (id.equals(root)) {
      return seals.roots().seal(epoch, page.borrow(), associated);
    }
    try (var key = keyOf(id)) {
      if (key == null) {
        throw new CorruptPageException("page " + id + " has no key");
      }
      return seals.cipher().seal(key, page.borrow(), associated);
    }
  }

  private OpenPage openRoot() {
    var page = PageV1.parse(root, require(root));
    var associated = PageV1.associated(root, page.epoch(), seals.tenant());
    return OpenPage.of(root, seals.roots().open(page.epoch(), page.body(), associated));
  }

  private @Nullable OpenPage openUnderParent(PageId id) {
    try (var key = keyOf(id)) {
      if (key == null) {
        return null;
      }
      var page = PageV1.parse(id, require(id));
      var associated = PageV1.associated(id, page.epoch(), seals.tenant());
      return OpenPage.of(id, seals.cipher().open(key, page.body(), associated, "page " + id));
    }
  }

  private @Nullable SecretBytes keyOf(PageId id) {
    var parent = find(id.parent());
    return parent == null || parent.isEmpty(id.placeInParent())
        ? null
        : parent.takeCopyOf(id.placeInParent());
  }

  private byte[] require(PageId id) {
    var bytes = sealed.get(id);
    if (bytes == null) {
      throw new CorruptPageException("page " + id + " is missing");
    }
    return bytes;
  }

  @Override
  public void close() {
    open.values().forEach(OpenPage::close);
  }
}
