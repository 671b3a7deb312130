package dev.lethe.service.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.vault.CipherBatch;
import dev.lethe.service.web.Problem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What became of each item of a call: a place in a worked batch, or the problem in its place.
 * Closing it wipes the batch.
 */
final class Outcomes implements AutoCloseable {
  private final CipherBatch batch;
  private final int[] itemOf;
  private final @Nullable Problem[] problems;
  private @Nullable Formed @Nullable [] formed;

  Outcomes(int size) {
    this.batch = new CipherBatch(size);
    this.itemOf = new int[size];
    this.problems = new Problem[size];
  }

  /**
   * A token of suite 3 or 4 or the value of one, which are no bytes of the batch.
   *
   * @param key under which it was made
   */
  record Formed(String text, KeyId key) {
    @Override
    public String toString() {
      return "Formed[" + key + "]";
    }
  }

  CipherBatch batch() {
    return batch;
  }

  int size() {
    return itemOf.length;
  }

  /** The item is what the batch was given last. */
  void lastOfBatch(int index) {
    itemOf[index] = batch.size() - 1;
  }

  void formed(int index, Formed result) {
    if (formed == null) {
      formed = new Formed[problems.length];
    }
    formed[index] = result;
  }

  /** The item's result where it is none of the batch. */
  @Nullable Formed formed(int index) {
    return formed == null ? null : formed[index];
  }

  boolean hasFormed() {
    return formed != null;
  }

  void fail(int index, Problem problem) {
    problems[index] = problem;
  }

  /** What the vault did with an item that the batch was given. */
  CipherBatch.Outcome outcome(int index) {
    return batch.outcome(itemOf[index]);
  }

  /** Once the batch has been worked on: turns what the vault refused into problems. */
  void refuse() {
    for (int i = 0; i < itemOf.length; i++) {
      if (problems[i] == null && formed(i) == null) {
        problems[i] = Problems.of(batch.outcome(itemOf[i]));
      }
    }
  }

  @Nullable Problem problem(int index) {
    return problems[index];
  }

  byte[] bytes() {
    return batch.results();
  }

  int from(int index) {
    return batch.from(itemOf[index]);
  }

  int to(int index) {
    return batch.to(itemOf[index]);
  }

  long done() {
    return Arrays.stream(problems).filter(problem -> problem == null).count();
  }

  @Override
  public void close() {
    batch.close();
  }
}
