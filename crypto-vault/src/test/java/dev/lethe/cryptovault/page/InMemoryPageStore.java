package dev.lethe.cryptovault.page;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Pages in memory, which can be copied like a dump. */
public final class InMemoryPageStore implements PageStore {
  private Map<PageId, byte[]> pages = new HashMap<>();
  int reads;
  int pagesWritten;

  @Override
  public synchronized Map<PageId, byte[]> read(Collection<PageId> ids) {
    reads++;
    return pick(pages, ids);
  }

  @Override
  public synchronized <T> T change(Function<Change, T> work) {
    var next = new HashMap<>(pages);
    var result =
        work.apply(
            new Change() {
              @Override
              public Map<PageId, byte[]> read(Collection<PageId> ids) {
                return pick(next, ids);
              }

              @Override
              public void write(Map<PageId, byte[]> changed) {
                pagesWritten += changed.size();
                next.putAll(changed);
              }
            });
    pages = next;
    return result;
  }

  /** Every page as it is now. */
  public synchronized InMemoryPageStore dump() {
    var copy = new InMemoryPageStore();
    copy.pages = new HashMap<>(pages);
    return copy;
  }

  synchronized void put(PageId id, byte[] bytes) {
    pages.put(id, bytes);
  }

  private static Map<PageId, byte[]> pick(Map<PageId, byte[]> from, Collection<PageId> ids) {
    var found = new HashMap<PageId, byte[]>();
    for (var id : ids) {
      var bytes = from.get(id);
      if (bytes != null) {
        found.put(id, bytes);
      }
    }
    return found;
  }
}
