package dev.lethe.service.identity;

import dev.lethe.service.web.Cursor;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import org.jspecify.annotations.Nullable;

/** Cursors that are one number. */
final class Cursors {
  private Cursors() {}

  /** The number, or the start of the list when there is no cursor. */
  static long position(@Nullable String after, long start) {
    var cursor = Cursor.parse(after, 1);
    try {
      return cursor == null ? start : Long.parseLong(cursor.parts().getFirst());
    } catch (NumberFormatException e) {
      throw new ProblemException(
          ProblemType.INVALID_PARAMETER, "after is not a cursor that this list gave out.");
    }
  }
}
