package dev.lethe.service.token;

import dev.lethe.cryptovault.arrow.ArrowWriter;
import dev.lethe.cryptovault.arrow.TextBuilder;
import dev.lethe.cryptovault.token.Mask;
import dev.lethe.service.web.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an Arrow stream: a column of results, and beside it the problem's type and its detail
 * where a result is missing.
 */
final class ArrowAnswer implements AutoCloseable {
  private static final int BYTES_EACH = 80;
  private static final String PROBLEM = "problem";
  private static final String DETAIL = "detail";

  private final OutputStream out;
  private final Form form;
  private final ArrowWriter writer;

  ArrowAnswer(OutputStream out, Form form) throws IOException {
    this.out = out;
    this.form = form;
    this.writer = new ArrowWriter(out, List.of(form.column(), PROBLEM, DETAIL), Map.of());
  }

  /** How one result is written. */
  interface Form {
    /** The name of the column. */
    String column();

    void write(TextBuilder column, byte[] bytes, int from, int to);
  }

  /** A token: base64url without padding. */
  record Token() implements Form {
    @Override
    public String column() {
      return "token";
    }

    @Override
    public void write(TextBuilder column, byte[] bytes, int from, int to) {
      column.addBase64Url(bytes, from, to);
    }
  }

  /**
   * A value, which went in as text.
   *
   * @param mask through which it is seen; null for the whole of it
   */
  record Value(@Nullable Mask mask) implements Form {
    @Override
    public String column() {
      return "value";
    }

    @Override
    public void write(TextBuilder column, byte[] bytes, int from, int to) {
      if (mask == null) {
        column.add(bytes, from, to);
      } else {
        column.add(mask.apply(new String(bytes, from, to - from, StandardCharsets.UTF_8)));
      }
    }
  }

  void write(Outcomes outcomes) throws IOException {
    int rows = outcomes.size();
    var results = new TextBuilder(rows, BYTES_EACH);
    var problems = new TextBuilder(rows, 0);
    var details = new TextBuilder(rows, 0);
    for (int i = 0; i < rows; i++) {
      var problem = outcomes.problem(i);
      if (problem == null) {
        form.write(results, outcomes.bytes(), outcomes.from(i), outcomes.to(i));
      } else {
        results.add(null);
      }
      problems.add(problem == null ? null : problem.type());
      details.add(problem == null ? null : problem.detail());
    }
    writer.write(results, problems, details);
    results.clear();
  }

  /** Writes a batch in which every row has the same problem. */
  void refuse(int rows, Problem problem) throws IOException {
    try (var outcomes = new Outcomes(rows)) {
      for (int i = 0; i < rows; i++) {
        outcomes.fail(i, problem);
      }
      write(outcomes);
    }
  }

  /** Ends the stream. One that failed must not come here, so that its reader can tell. */
  void end() throws IOException {
    writer.end();
    out.flush();
  }

  @Override
  public void close() {
    writer.close();
  }
}
