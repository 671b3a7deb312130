package dev.lethe.cli.load;

/** What became of the rows so far; {@code rows} counts every row that is dealt with. */
public record ImportCounts(
    long rows, long created, long updated, long unchanged, long rejected, long passedOver) {
  static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0, 0);

  ImportCounts plus(ImportCounts other) {
    return new ImportCounts(
        rows + other.rows,
        created + other.created,
        updated + other.updated,
        unchanged + other.unchanged,
        rejected + other.rejected,
        passedOver + other.passedOver);
  }
}
