package dev.lethe.service.web;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items the items, in the list's order
 * @param next pass as {@code after} to get the next page; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {
  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 500;

  public Page {
    items = List.copyOf(items);
  }

  /**
   * Makes a page from up to {@code limit + 1} rows: the surplus row only says that there is more.
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> cursorOf) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, limit);
    return new Page<>(items, cursorOf.apply(items.getLast()).encode());
  }

  /** Rows of a list that is numbered and shown newest first. */
  public interface Numbered<T> {
    /** At most so many rows below this number, the greatest first. */
    List<T> before(long number, int most);
  }

  /**
   * A page of a list that is numbered and shown newest first.
   *
   * @param after what a caller sent as {@code after}; null for the first page
   */
  public static <T> Page<T> newestFirst(
      @Nullable String after, int limit, Numbered<T> rows, ToLongFunction<T> number) {
    long before = Cursor.position(after, Long.MAX_VALUE);
    return of(rows.before(before, limit + 1), limit, row -> Cursor.of(number.applyAsLong(row)));
  }

  /** The same page of something made of each item. */
  public <R> Page<R> map(Function<T, R> view) {
    return new Page<>(items.stream().map(view).toList(), next);
  }

  /** The limit a caller asked for, or the default; refused when out of bounds. */
  public static int limit(@Nullable Integer asked) {
    if (asked == null) {
      return DEFAULT_LIMIT;
    }
    if (asked < 1 || asked > MAX_LIMIT) {
      throw new ProblemException(
          ProblemType.INVALID_PARAMETER, "limit must lie between 1 and " + MAX_LIMIT + ".");
    }
    return asked;
  }
}
