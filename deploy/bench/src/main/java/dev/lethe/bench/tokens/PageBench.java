package dev.lethe.bench.tokens;

import dev.lethe.bench.story.Report;
import dev.lethe.cryptovault.SecretBytes;
import dev.lethe.cryptovault.Tenant;
import dev.lethe.cryptovault.page.KeyPages;
import dev.lethe.cryptovault.page.PageId;
import dev.lethe.cryptovault.root.Argon2Cost;
import dev.lethe.cryptovault.root.FileRootKeyStore;
import dev.lethe.cryptovault.root.RootFileOpener;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Key pages by themselves, in memory: making keys, opening the keys of leaves nobody has open, and
 * shredding random keys in batches of 1,000. Figures are processor time of one thread, the middle
 * one of many rounds.
 */
final class PageBench {
  private static final int BATCH = 1_000;
  private static final int MADE_AT_ONCE = 10_000;
  private static final int ROUNDS = 40;
  private static final int LEAVES = 1_600;
  private static final int LEAVES_AT_ONCE = 32;
  private static final long EPOCH = 1;

  private final int keys;
  private final SecureRandom random = new SecureRandom();
  private final SplittableRandom choose = new SplittableRandom(2026);
  private final PageHeap store = new PageHeap();
  private final byte[] opened = new byte[PageId.FAN_OUT * 32];
  private long found;

  PageBench(int keys) {
    this.keys = keys;
  }

  void run(Report report) throws IOException {
    Path folder = Files.createTempDirectory("lethe-bench-pages");
    Path file = folder.resolve("roots");
    RootFileOpener opener =
        RootFileOpener.passphrase(SecretBytes.random(32, random), Argon2Cost.RECOMMENDED);
    try (FileRootKeyStore roots = FileRootKeyStore.open(file, opener, random)) {
      run(new KeyPages(3, new Tenant("bench"), roots, random), report);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private void run(KeyPages pages, Report report) {
    make(pages, report);
    coldOpen(pages, report);
    shred(pages, report);
  }

  private void make(KeyPages pages, Report report) {
    CpuTime begin = CpuTime.now();
    store.change(change -> {
      pages.create(change, EPOCH);
      return true;
    });
    for (int first = 0; first < keys; first += MADE_AT_ONCE) {
      int from = first;
      store.change(change -> {
        pages.allocate(change, from, MADE_AT_ONCE, EPOCH);
        return true;
      });
    }
    report.put("page.keys", keys);
    report.put("page.make_us_each", CpuTime.now().since(begin).microsEach(keys));
    report.put("page.bytes_per_key", (double) store.bytes() / keys);
  }

  /** Per leaf of 256 keys: one by itself with the whole path to it, and many of them at once. */
  private void coldOpen(KeyPages pages, Report report) {
    report.put("page.cold_open_alone_us", coldOpen(pages, 1));
    report.put("page.cold_open_us", coldOpen(pages, LEAVES_AT_ONCE));
  }

  private double coldOpen(KeyPages pages, int leavesAtOnce) {
    double[] rounds = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long[][] batches = new long[LEAVES / leavesAtOnce][];
      for (int batch = 0; batch < batches.length; batch++) {
        batches[batch] = slotsOfLeaves(leavesAtOnce);
      }
      CpuTime begin = CpuTime.now();
      for (long[] slots : batches) {
        open(pages, slots);
      }
      rounds[i] = CpuTime.now().since(begin).microsEach(batches.length * leavesAtOnce);
    }
    if (found != (long) ROUNDS * LEAVES * PageId.FAN_OUT) {
      throw new IllegalStateException("keys are missing: only " + found + " were found");
    }
    found = 0;
    return Rounds.middle(rounds);
  }

  private long[] slotsOfLeaves(int count) {
    return choose
        .longs(0, keys / PageId.FAN_OUT)
        .distinct()
        .limit(count)
        .flatMap(leaf -> LongStream.range(leaf * PageId.FAN_OUT, (leaf + 1) * PageId.FAN_OUT))
        .toArray();
  }

  private void open(KeyPages pages, long[] slots) {
    pages.open(
        store.read(pages.pathsOf(slots)),
        slots,
        (index, page, from) -> {
          System.arraycopy(page, from, opened, index % PageId.FAN_OUT * 32, 32);
          found++;
        });
  }

  private void shred(KeyPages pages, Report report) {
    double[] rounds = new double[ROUNDS];
    long before = store.written();
    for (int i = 0; i < ROUNDS; i++) {
      long[] slots = choose.longs(0, keys).distinct().limit(BATCH).toArray();
      CpuTime begin = CpuTime.now();
      store.change(change -> {
        pages.shred(change, slots, EPOCH);
        return true;
      });
      rounds[i] = CpuTime.now().since(begin).microsEach(BATCH);
    }
    report.put("shred.batch1000.us_each", Rounds.middle(rounds));
    report.put("shred.batch1000.pages", (store.written() - before) / ROUNDS);
  }
}
