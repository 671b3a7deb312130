package dev.lethe.service.vault;

import dev.lethe.cryptovault.page.PageId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which leaf pages single keys are opened of again and again. To open all keys of a page takes as
 * long as to read it some thirty times for one of them, so a page of which {@value #WORTH} keys
 * were opened one by one in a short time is worth opening whole: work never doubles, whatever
 * comes.
 */
@ApplicationScoped
class PageMisses {
  static final int WORTH = 16;
  private static final int COUNTERS = 1 << 16;
  private static final int MOST_WAITING = 4_096;

  // Pages further apart than this many share a counter, which does no harm.
  private final byte[] counts = new byte[COUNTERS];
  private final List<Long> waiting = new ArrayList<>();

  /** Counts the pages of keys that had to be opened. */
  synchronized void add(long[] slots) {
    for (long slot : slots) {
      long leaf = slot / PageId.FAN_OUT;
      int counter = (int) (leaf % COUNTERS);
      if (counts[counter] < WORTH && ++counts[counter] == WORTH && waiting.size() < MOST_WAITING) {
        waiting.add(leaf);
      }
    }
  }

  /** The numbers of the leaf pages that have become worth opening since the last call. */
  synchronized List<Long> take() {
    var taken = List.copyOf(waiting);
    waiting.clear();
    return taken;
  }

  /** Counts from nothing again; called as often as keys leave that are not used. */
  synchronized void reset() {
    Arrays.fill(counts, (byte) 0);
  }
}
