package dev.lethe.cryptovault.page;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/** Keeps sealed key pages. It sees ciphertext only; losing a page loses the keys below it. */
public interface PageStore {
  /** Returns the pages that exist, all as of one moment. */
  Map<PageId, byte[]> read(Collection<PageId> ids);

  /**
   * Runs {@code work} alone among all writers in every process; what it wrote becomes visible at
   * once and durably when it returns, and not at all when it throws.
   */
  <T> T change(Function<Change, T> work);

  /** The pages as one change sees them, its own writes included. */
  interface Change {
    Map<PageId, byte[]> read(Collection<PageId> ids);

    void write(Map<PageId, byte[]> pages);
  }
}
