package dev.lethe.cryptovault.arrow;

import java.util.List;

/** Rows of a stream. Good until the next batch is read. */
public final class ArrowBatch {
  private final int rows;
  private final List<Object> columns;

  ArrowBatch(int rows, List<Object> columns) {
    this.rows = rows;
    this.columns = List.copyOf(columns);
  }

  /** How many there are. */
  public int rows() {
    return rows;
  }

  /** A column for which {@link ArrowSchema#isText} is true. */
  public TextColumn texts(int column) {
    return (TextColumn) columns.get(column);
  }

  /** A column for which {@link ArrowSchema#isText} is false. */
  public NumberColumn numbers(int column) {
    return (NumberColumn) columns.get(column);
  }
}
