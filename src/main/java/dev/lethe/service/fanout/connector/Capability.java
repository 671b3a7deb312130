package dev.lethe.service.fanout.connector;

/**
 * What a connector can do in its target; a step is planned only where its capability is present.
 */
public enum Capability {
  /** Counts what the target holds about a subject. */
  LOCATE,
  /** Hands out what the target holds about a subject. */
  EXPORT,
  /** Removes what the target holds about a subject. */
  ERASE,
  /** Marks what was derived from a subject and cannot be taken apart again. */
  MARK,
  /** Probes, independently of the erasure, what is left. */
  VERIFY
}
