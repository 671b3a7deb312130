package dev.lethe.service.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The place in a list after which the next page starts: the sort keys of the last row. */
public record Cursor(List<String> parts) {
  private static final String SEPARATOR = "\u001f";

  public Cursor {
    parts = List.copyOf(parts);
  }

  public static Cursor of(Object... parts) {
    return new Cursor(Arrays.stream(parts).map(String::valueOf).toList());
  }

  public String encode() {
    byte[] joined = String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(joined);
  }

  /**
   * @param text what a caller sent as {@code after}; null for the first page
   * @param size how many parts this list's cursor has
   */
  public static @Nullable Cursor parse(@Nullable String text, int size) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      String joined = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      Cursor cursor = new Cursor(List.of(joined.split(SEPARATOR, -1)));
      if (cursor.parts.size() == size) {
        return cursor;
      }
    } catch (IllegalArgumentException e) {
      // falls through to the refusal
    }
    throw foreign();
  }

  /**
   * The number that a cursor of one number stands for.
   *
   * @param text what a caller sent as {@code after}; null for the first page
   * @param start where the list begins
   */
  public static long position(@Nullable String text, long start) {
    Cursor cursor = parse(text, 1);
    try {
      return cursor == null ? start : Long.parseLong(cursor.parts().getFirst());
    } catch (NumberFormatException e) {
      throw foreign();
    }
  }

  private static ProblemException foreign() {
    return new ProblemException(
        ProblemType.INVALID_PARAMETER, "after is not a cursor that this list gave out.");
  }
}
