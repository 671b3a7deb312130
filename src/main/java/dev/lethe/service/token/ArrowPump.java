package dev.lethe.service.token;

import dev.lethe.service.web.ProblemException;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers a record batch for each record batch of a table. The first one is worked on, and the
 * second one read, before anything is answered, so that a call that cannot be used is answered by
 * its problem. A later batch that is refused as a whole is refused row by row; where one cannot be
 * read the answer is broken off without an end.
 */
final class ArrowPump implements StreamingOutput {
  private final ArrowTable table;
  private final ArrowAnswer.Form form;
  private final Work work;
  private @Nullable Outcomes first;
  private boolean more;

  private ArrowPump(ArrowTable table, ArrowAnswer.Form form, Work work) {
    this.table = table;
    this.form = form;
    this.work = work;
  }

  /**
   * Works on the first batch.
   *
   * @param work on the rows that the table stands on
   */
  static ArrowPump begin(ArrowTable table, ArrowAnswer.Form form, Work work) throws IOException {
    var pump = new ArrowPump(table, form, work);
    boolean begun = false;
    try {
      if (table.next()) {
        pump.first = work.onRows();
        pump.more = table.next();
      }
      begun = true;
      return pump;
    } finally {
      if (!begun) {
        pump.wipe();
      }
    }
  }

  private void wipe() {
    table.close();
    if (first != null) {
      first.close();
    }
  }

  @Override
  public void write(OutputStream out) throws IOException {
    try (table;
        var answer = new ArrowAnswer(out, form)) {
      if (first != null) {
        write(first, answer);
      }
      while (more) {
        // What is on its way cannot be taken for a whole answer any more.
        out.flush();
        next(answer);
        more = table.next();
      }
      answer.end();
    }
  }

  /** Work on the rows that the table stands on. */
  interface Work {
    Outcomes onRows() throws IOException;
  }

  private void next(ArrowAnswer answer) throws IOException {
    Outcomes outcomes;
    try {
      outcomes = work.onRows();
    } catch (ProblemException e) {
      answer.refuse(table.rows(), e.problem());
      return;
    }
    write(outcomes, answer);
  }

  private static void write(Outcomes outcomes, ArrowAnswer answer) throws IOException {
    try (outcomes) {
      answer.write(outcomes);
    }
  }
}
