package dev.lethe.service.identity;

import dev.lethe.service.identity.ProfileIntake.Taken;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * Takes what small calls bring at the same moment in one transaction, because a transaction costs
 * more than a profile in it. Nobody waits for company: while writers are busy the next come
 * together. Each call has its own outcome; where the shared transaction fails, each is taken alone.
 * Only so many may wait: what comes then is refused at once, and what has begun waits outside.
 */
@ApplicationScoped
class SharedIntake {
  /** Larger calls gain nothing by company. */
  static final int MOST_SHARED = 10;

  private static final int CALLS_AT_ONCE = 32;

  /** A second's work of both writers; each that waits holds a thread of its caller's. */
  private static final int MOST_WAITING = 4 * CALLS_AT_ONCE;

  private static final long RETRY_AFTER_SECONDS = 1;

  /** While one waits for the disk, the other works. */
  private static final int WRITERS = 2;

  private final Function<List<IncomingProfile>, List<Taken>> intake;
  private final BlockingQueue<Call> waiting;
  private final List<Thread> writers = new ArrayList<>();
  private volatile boolean stopped;

  @Inject
  SharedIntake(ProfileIntake intake) {
    this(intake::take, MOST_WAITING);
  }

  /** Takes by something else, and lets so many calls wait. */
  SharedIntake(Function<List<IncomingProfile>, List<Taken>> intake, int mostWaiting) {
    this.intake = intake;
    this.waiting = new LinkedBlockingQueue<>(mostWaiting);
  }

  /** One call's items and where its outcome goes. */
  private record Call(List<IncomingProfile> items, CompletableFuture<List<Taken>> taken) {}

  void start(@Observes StartupEvent event) {
    for (int i = 0; i < WRITERS; i++) {
      writers.add(Thread.ofPlatform().daemon().name("shared-intake-" + i).start(this::write));
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
    writers.forEach(Thread::interrupt);
    refuseAll();
  }

  /**
   * Takes items in order, durably, as {@link ProfileIntake#take} does.
   *
   * @throws ProblemException {@code overloaded} where as many wait as may; then nothing was taken
   */
  List<Taken> take(List<IncomingProfile> items) {
    var call = new Call(items, new CompletableFuture<>());
    if (!waiting.offer(call)) {
      throw new ProblemException(
          ProblemType.OVERLOADED,
          "As many profiles wait as this process takes on.",
          Map.of(ProblemException.RETRY_AFTER, RETRY_AFTER_SECONDS));
    }
    return outcome(call);
  }

  /** The same for the rest of what has begun: it waits, and so its sender becomes slower. */
  List<Taken> takeMore(List<IncomingProfile> items) {
    var call = new Call(items, new CompletableFuture<>());
    try {
      waiting.put(call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopping();
    }
    return outcome(call);
  }

  /** How many calls wait. */
  int waiting() {
    return waiting.size();
  }

  private List<Taken> outcome(Call call) {
    if (stopped) {
      refuseAll();
    }
    try {
      return call.taken().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void refuseAll() {
    var left = new ArrayList<Call>();
    waiting.drainTo(left);
    left.forEach(call -> call.taken().completeExceptionally(stopping()));
  }

  private static ProblemException stopping() {
    return new ProblemException(ProblemType.UNAVAILABLE, "The service is stopping.");
  }

  private void write() {
    try {
      while (!stopped) {
        var calls = new ArrayList<>(List.of(waiting.take()));
        waiting.drainTo(calls, CALLS_AT_ONCE - 1);
        together(calls);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void together(List<Call> calls) {
    List<Taken> taken;
    try {
      taken = intake.apply(calls.stream().flatMap(call -> call.items().stream()).toList());
    } catch (RuntimeException | Error e) {
      // Somebody waits for the outcome whatever it is.
      if (calls.size() == 1) {
        calls.getFirst().taken().completeExceptionally(e);
      } else {
        calls.forEach(call -> together(List.of(call)));
      }
      return;
    }
    var from = 0;
    for (var call : calls) {
      var to = from + call.items().size();
      call.taken().complete(taken.subList(from, to));
      from = to;
    }
  }
}
