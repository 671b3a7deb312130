package dev.lethe.bench.tokens;

import dev.lethe.cryptovault.page.PageId;
import dev.lethe.cryptovault.page.PageStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Sealed pages in memory, so that only the library's own work is timed. */
final class PageHeap implements PageStore {
  private final Map<PageId, byte[]> pages = new HashMap<>();
  private long written;

  long written() {
    return written;
  }

  long bytes() {
    return pages.values().stream().mapToLong(page -> page.length).sum();
  }

  @Override
  public Map<PageId, byte[]> read(Collection<PageId> ids) {
    Map<PageId, byte[]> found = new HashMap<>();
    for (PageId id : ids) {
      byte[] page = pages.get(id);
      if (page != null) {
        found.put(id, page);
      }
    }
    return found;
  }

  @Override
  public <T> T change(Function<Change, T> work) {
    return work.apply(
        new Change() {
          @Override
          public Map<PageId, byte[]> read(Collection<PageId> ids) {
            return PageHeap.this.read(ids);
          }

          @Override
          public void write(Map<PageId, byte[]> changed) {
            written += changed.size();
            pages.putAll(changed);
          }
        });
  }
}
