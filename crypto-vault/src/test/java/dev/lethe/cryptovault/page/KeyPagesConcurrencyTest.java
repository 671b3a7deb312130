package dev.lethe.cryptovault.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.root.InMemoryRootKeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Many writers on the same pages, each with a model of the keys that are its own. */
class KeyPagesConcurrencyTest {
  private static final int WRITERS = 6;
  private static final int ROUNDS = 60;

  private final SecureRandom random = new SecureRandom();
  private final InMemoryPageStore store = new InMemoryPageStore();
  private final InMemoryRootKeyStore roots = new InMemoryRootKeyStore(random);
  private final KeyPages pages = new KeyPages(3, new Tenant("default"), roots, random);
  private final AtomicLong nextSlot = new AtomicLong();
  private final AtomicLong epoch = new AtomicLong(1);

  @Test
  void writersOnTheSamePagesLoseNothing() throws Exception {
    change(c -> pages.create(c, 1));
    var work = new ArrayList<Callable<Map<Long, String>>>();
    for (int i = 0; i < WRITERS; i++) {
      var choose = new SplittableRandom(i);
      work.add(() -> write(choose));
    }
    var expected = new HashMap<Long, String>();
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      for (var writer : threads.invokeAll(work)) {
        expected.putAll(writer.get());
      }
    }
    assertThat(expected).hasSizeGreaterThan(1_000);
    var all = new long[(int) nextSlot.get()];
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
    }
    assertThat(open(all)).isEqualTo(expected);
  }

  /** Small allocations, so that the leaves are everybody's. */
  private Map<Long, String> write(SplittableRandom choose) {
    var mine = new HashMap<Long, String>();
    for (int round = 0; round < ROUNDS; round++) {
      switch (choose.nextInt(5)) {
        case 0, 1, 2 -> mine.putAll(allocate(1 + choose.nextInt(40)));
        case 3 -> shred(mine, choose);
        default -> change(c -> pages.rotate(c, epoch.incrementAndGet()));
      }
      var some = mine.keySet().stream().limit(20).mapToLong(Long::longValue).toArray();
      assertThat(mine).containsAllEntriesOf(open(some)).hasSizeGreaterThanOrEqualTo(some.length);
      assertThat(open(some)).hasSize(some.length);
    }
    return mine;
  }

  private Map<Long, String> allocate(int count) {
    // The number is drawn inside, as the service does: slots are used in order.
    long first =
        store.change(c -> {
          long next = nextSlot.getAndAdd(count);
          pages.allocate(c, next, count, epoch.get());
          return next;
        });
    var slots = new long[count];
    for (int i = 0; i < count; i++) {
      slots[i] = first + i;
    }
    return open(slots);
  }

  private void shred(Map<Long, String> mine, SplittableRandom choose) {
    var victims =
        List.copyOf(mine.keySet()).stream().filter(slot -> choose.nextInt(4) == 0).toList();
    change(c -> pages.shred(c, victims.stream().mapToLong(Long::longValue).toArray(), epoch.get()));
    victims.forEach(mine::remove);
  }

  private Map<Long, String> open(long[] slots) {
    var keys = new HashMap<Long, String>();
    pages.open(
        store.read(pages.pathsOf(slots)),
        slots,
        (i, page, from) -> keys.put(slots[i], HexFormat.of().formatHex(page, from, from + 32)));
    return keys;
  }

  private void change(Consumer<PageStore.Change> work) {
    store.change(c -> {
      work.accept(c);
      return true;
    });
  }
}
