package dev.lethe.service.fanout.connector.lake.probe;

/**
 * Where values were found in files.
 *
 * @param cells in the values of Parquet columns
 * @param dictionaries in the dictionaries of Parquet columns, used or not
 * @param bounds in smallest and largest values, of footers, page indexes and manifests
 * @param text in any other bytes, file names included
 * @param unreadable files that could only be searched byte by byte
 */
record RawHits(long cells, long dictionaries, long bounds, long text, int unreadable) {

  static final RawHits NONE = new RawHits(0, 0, 0, 0, 0);

  RawHits plus(RawHits other) {
    return new RawHits(
        cells + other.cells,
        dictionaries + other.dictionaries,
        bounds + other.bounds,
        text + other.text,
        unreadable + other.unreadable);
  }

  long total() {
    return cells + dictionaries + bounds + text;
  }
}
