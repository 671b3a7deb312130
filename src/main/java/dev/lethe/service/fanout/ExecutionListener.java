package dev.lethe.service.fanout;

/**
 * Told of what an execution reaches, inside the transaction that records it: what the listener
 * writes commits with it, and what it throws takes it back.
 */
public interface ExecutionListener {
  /** The person is hidden everywhere we serve. */
  void frozen(String request);

  /** The next stage cannot be taken back. */
  void beginsExecution(String request);

  /** The probes begin. */
  void beginsChecks(String request);

  /** Something visible changed. */
  void changed(String request);
}
