package dev.lethe.service.policy;

import dev.lethe.service.web.Cursor;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import org.jspecify.annotations.Nullable;

/** Places in lists that are numbered and shown newest first. */
final class Cursors {
  private Cursors() {}

  /** The number below which the page begins. */
  static long before(@Nullable String after) {
    var cursor = Cursor.parse(after, 1);
    try {
      return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor.parts().getFirst());
    } catch (NumberFormatException e) {
      throw new ProblemException(
          ProblemType.INVALID_PARAMETER, "after is not a cursor that this list gave out.");
    }
  }
}
