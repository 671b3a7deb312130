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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * Key pages by themselves, in memory: making keys, opening all keys of a leaf nobody has open, and
 * shredding random keys in batches of 1,000. Figures are processor time of one thread, the middle
 * one of many rounds.
 */
final class PageBench {
  private static final int BATCH = 1_000;
  private static final int MADE_AT_ONCE = 10_000;
  private static final int ROUNDS = 40;
  private static final int LEAVES = 500;
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
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder);
    }
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

  private void coldOpen(KeyPages pages, Report report) {
    double[] rounds = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      CpuTime begin = CpuTime.now();
      for (int leaf = 0; leaf < LEAVES; leaf++) {
        open(pages, choose.nextLong(keys / PageId.FAN_OUT) * PageId.FAN_OUT);
      }
      rounds[i] = CpuTime.now().since(begin).microsEach(LEAVES);
    }
    report.put("page.cold_open_us", Rounds.middle(rounds));
    report.put("page.cold_open.keys_each", (double) found / ROUNDS / LEAVES);
  }

  private void open(KeyPages pages, long first) {
    long[] slots = LongStream.range(first, first + PageId.FAN_OUT).toArray();
    pages.open(
        store.read(pages.pathsOf(slots)),
        slots,
        (index, page, from) -> {
          System.arraycopy(page, from, opened, index * 32, 32);
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
