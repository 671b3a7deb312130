package dev.lethe.service.fanout.connector;

/** How far an erasure reached in an asset; the meanings are those that a receipt states. */
public enum Depth {
  /** Nothing was reached. */
  NONE,
  /** Not queryable any more. */
  D1,
  /** Not reachable by time travel. */
  D2,
  /** No data file and no orphan holds it. */
  D3,
  /** Keys and backups of keys are dead. */
  D4,
  /** Gone from online and offline features. */
  D5,
  /** Models trained on the subject are listed, with a deadline to retrain or retire them. */
  D6
}
