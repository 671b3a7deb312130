package dev.lethe.service.token;

import java.util.HashMap;
import java.util.Map;

/**
 * An amount that may be in use at once, of which no caller may have more than a share. Who asks for
 * an immediate answer stands behind those who wait. Safe for many threads.
 */
final class Budget {
  private final long total;
  private final long share;
  private final Map<String, Long> held = new HashMap<>();
  private long used;
  private int waiting;

  /**
   * @param total in use at once
   * @param share of it that one caller may hold
   */
  Budget(long total, long share) {
    this.total = total;
    this.share = share;
  }

  /** What became of a wish. */
  enum Answer {
    TAKEN,
    /** The caller has its share in use. */
    CALLER_FULL,
    /** All callers together have everything in use. */
    FULL
  }

  /** Takes the amount if it is there now. */
  synchronized Answer take(String caller, long amount) {
    long own = held.getOrDefault(caller, 0L);
    if (own + amount > share) {
      return Answer.CALLER_FULL;
    }
    if (waiting > 0 || used + amount > total) {
      return Answer.FULL;
    }
    held.put(caller, own + amount);
    used += amount;
    return Answer.TAKEN;
  }

  /** Gives back what was taken. */
  synchronized void give(String caller, long amount) {
    long left = held.getOrDefault(caller, 0L) - amount;
    if (left > 0) {
      held.put(caller, left);
    } else {
      held.remove(caller);
    }
    release(amount);
  }

  /** Waits until the amount is there, and takes it for nobody in particular. */
  synchronized void await(long amount) throws InterruptedException {
    waiting++;
    try {
      while (used + amount > total) {
        wait();
      }
      used += amount;
    } finally {
      waiting--;
    }
  }

  /** Gives back what was waited for. */
  synchronized void release(long amount) {
    used -= amount;
    notifyAll();
  }

  synchronized long used() {
    return used;
  }

  synchronized int waiting() {
    return waiting;
  }
}
