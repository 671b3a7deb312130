package dev.lethe.bench.tokens;

/** What is measured: a batch as a pipeline sends it. */
interface Work {
  /** Values of a batch. */
  int BATCH = 1_000;

  /** Bytes of a value. */
  int VALUE_BYTES = 24;

  /** Does one batch of profiles drawn at random, looked up, used and forgotten. */
  void batch();

  /** Throws unless what a batch makes comes back as it was. */
  void check();
}
