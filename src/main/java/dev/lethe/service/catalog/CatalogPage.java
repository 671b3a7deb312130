package dev.lethe.service.catalog;

import dev.lethe.service.web.Cursor;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of lists that are in memory and in a stable order: the cursor is the place in the list. */
final class CatalogPage {
  private CatalogPage() {}

  static <T> Page<T> of(List<T> all, @Nullable Integer limit, @Nullable String after) {
    int size = Page.limit(limit);
    int from = Math.min(start(after), all.size());
    int to = Math.min(from + size, all.size());
    String next = to < all.size() ? Cursor.of(to).encode() : null;
    return new Page<>(all.subList(from, to), next);
  }

  private static int start(@Nullable String after) {
    Cursor cursor = Cursor.parse(after, 1);
    if (cursor == null) {
      return 0;
    }
    try {
      return Integer.parseUnsignedInt(cursor.parts().getFirst());
    } catch (NumberFormatException e) {
      throw new ProblemException(
          ProblemType.INVALID_PARAMETER, "after is not a cursor that this list gave out.");
    }
  }
}
