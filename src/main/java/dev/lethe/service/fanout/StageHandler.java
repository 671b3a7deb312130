package dev.lethe.service.fanout;

import java.util.Set;

/**
 * Does the work of a stage for one batch. The work may be cut off anywhere and repeated under the
 * same batch id, so doing it twice must come to the same as doing it once.
 */
public interface StageHandler {
  /** The stages this handler works for. */
  Set<Stage> stages();

  /**
   * Does the work, outside of any transaction.
   *
   * @return what to write down, run inside the transaction that settles the batch
   * @throws StageTrouble if it cannot be done now, or not at all
   */
  Recording perform(Work work) throws StageTrouble;

  /** Writes down what was done. */
  @FunctionalInterface
  interface Recording {
    /** Runs inside a transaction on the lethe database. */
    void write();
  }
}
