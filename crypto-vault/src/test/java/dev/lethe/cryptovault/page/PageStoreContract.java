package dev.lethe.cryptovault.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every page store guarantees. */
abstract class PageStoreContract {
  private static final PageId PAGE = new PageId(2, 123_456);
  private static final PageId OTHER = new PageId(0, 7);

  /** A store without pages. */
  abstract PageStore store();

  @Test
  void writtenPageIsReadBack() {
    var store = store();
    write(store, PAGE, 1);
    assertThat(store.read(List.of(PAGE, OTHER))).containsOnlyKeys(PAGE);
    assertThat(store.read(List.of(PAGE))).containsEntry(PAGE, new byte[] {1});
  }

  @Test
  void pageIsReplaced() {
    var store = store();
    write(store, PAGE, 1);
    write(store, PAGE, 2);
    assertThat(store.read(List.of(PAGE))).containsEntry(PAGE, new byte[] {2});
  }

  @Test
  void changeSeesItsOwnWrites() {
    var seen =
        store()
            .<Map<PageId, byte[]>>change(change -> {
              change.write(Map.of(PAGE, new byte[] {3}));
              return change.read(List.of(PAGE));
            });
    assertThat(seen).containsEntry(PAGE, new byte[] {3});
  }

  @Test
  void failedChangeLeavesNothing() {
    var store = store();
    assertThatIllegalStateException()
        .isThrownBy(() ->
            store.change(change -> {
              change.write(Map.of(PAGE, new byte[] {1}));
              throw new IllegalStateException("planted");
            }));
    assertThat(store.read(List.of(PAGE))).isEmpty();
  }

  @Test
  void concurrentChangesLoseNoUpdate() {
    var store = store();
    write(store, PAGE, 0);
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 80; i++) {
        threads.execute(() -> store.change(PageStoreContract::increment));
      }
    }
    assertThat(store.read(List.of(PAGE))).containsEntry(PAGE, new byte[] {80});
  }

  private static int increment(PageStore.Change change) {
    int next = change.read(List.of(PAGE)).getOrDefault(PAGE, new byte[1])[0] + 1;
    change.write(Map.of(PAGE, new byte[] {(byte) next}));
    return next;
  }

  private static void write(PageStore store, PageId id, int content) {
    store.change(change -> {
      change.write(Map.of(id, new byte[] {(byte) content}));
      return content;
    });
  }
}
