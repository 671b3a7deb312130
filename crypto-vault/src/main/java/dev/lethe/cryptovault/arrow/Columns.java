package dev.lethe.cryptovault.arrow;

import dev.lethe.cryptovault.arrow.ArrowField.Form;
import dev.lethe.cryptovault.arrow.ArrowField.Kind;

/** Makes columns of the buffers of a batch, looking at every end and every place. */
final class Columns {
  private static final Form END = new Form(Integer.BYTES, true);
  private static final Form LARGE_END = new Form(Long.BYTES, true);

  private Columns() {}

  static TextColumn texts(Kind kind, Body body) throws InvalidArrowException {
    var present = body.column();
    int rows = body.rows();
    var form = kind == Kind.TEXT ? END : LARGE_END;
    // The format lets a writer leave out the ends of a column without rows.
    var ends = body.part(rows == 0 ? 0 : rows + 1, form.bytes());
    var data = body.part();
    var column = new TextColumn(body.array(), rows);
    long from = rows == 0 ? 0 : body.number(ends, 0, form);
    for (int row = 0; row < rows; row++) {
      long to = body.number(ends, row + 1, form);
      if (from < 0 || to < from || to > data.length()) {
        throw Body.wrong();
      }
      if (present.at(row)) {
        column.put(row, data.from() + (int) from, data.from() + (int) to);
      } else {
        column.putMissing(row);
      }
      from = to;
    }
    return column;
  }

  static NumberColumn numbers(Form form, Body body) throws InvalidArrowException {
    var present = body.column();
    var values = body.part(body.rows(), form.bytes());
    var column = new NumberColumn(body.rows());
    for (int row = 0; row < body.rows(); row++) {
      if (present.at(row)) {
        column.put(row, body.number(values, row, form));
      } else {
        column.putMissing(row);
      }
    }
    return column;
  }

  static TextColumn lookUp(Form form, TextColumn dictionary, Body body)
      throws InvalidArrowException {
    var present = body.column();
    var places = body.part(body.rows(), form.bytes());
    var column = new TextColumn(dictionary.bytes(), body.rows());
    for (int row = 0; row < body.rows(); row++) {
      if (!present.at(row)) {
        column.putMissing(row);
        continue;
      }
      long place = body.number(places, row, form);
      if (place < 0 || place >= dictionary.size()) {
        throw Body.wrong();
      }
      column.put(row, dictionary.from((int) place), dictionary.to((int) place));
    }
    return column;
  }
}
