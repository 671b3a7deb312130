package dev.lethe.service.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests of one moment share a transaction: whatever arrives while one runs goes together
 * into the next. Every request gets an answer of its own; when a transaction fails, all of it fail.
 */
final class GroupCommit<Q, A> {
  private final Function<List<Q>, List<A>> commit;
  private final ToIntFunction<Q> sizeOf;
  private final int limit;
  private final Queue<Waiting<Q, A>> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock(true);

  /**
   * @param commit answers each request, in their order
   * @param sizeOf how much of the limit a request takes
   * @param limit a transaction takes no further request once it has reached this size
   */
  GroupCommit(Function<List<Q>, List<A>> commit, ToIntFunction<Q> sizeOf, int limit) {
    this.commit = commit;
    this.sizeOf = sizeOf;
    this.limit = limit;
  }

  /** Returns when the transaction is over that took the request; it may be somebody else's. */
  A submit(Q request) {
    var mine = new Waiting<Q, A>(request);
    queue.add(mine);
    turn.lock();
    try {
      while (!mine.isOver()) {
        run(next());
      }
    } finally {
      turn.unlock();
    }
    return mine.answer();
  }

  private List<Waiting<Q, A>> next() {
    var group = new ArrayList<Waiting<Q, A>>();
    for (int size = 0; size < limit; ) {
      var one = queue.poll();
      if (one == null) {
        break;
      }
      group.add(one);
      size += sizeOf.applyAsInt(one.request);
    }
    return group;
  }

  private void run(List<Waiting<Q, A>> group) {
    try {
      var answers = commit.apply(group.stream().map(one -> one.request).toList());
      for (int i = 0; i < group.size(); i++) {
        group.get(i).answer = answers.get(i);
      }
    } catch (RuntimeException e) {
      group.forEach(one -> one.failure = e);
    }
  }

  /** A request and, once its transaction is over, what became of it; guarded by the turn. */
  private static final class Waiting<Q, A> {
    private final Q request;
    private @Nullable A answer;
    private @Nullable RuntimeException failure;

    Waiting(Q request) {
      this.request = request;
    }

    boolean isOver() {
      return answer != null || failure != null;
    }

    A answer() {
      if (answer != null) {
        return answer;
      }
      throw failure != null ? failure : new IllegalStateException("the request is not over");
    }
  }
}
