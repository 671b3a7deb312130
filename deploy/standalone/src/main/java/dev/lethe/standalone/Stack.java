package dev.lethe.standalone;

import dev.lethe.standalone.home.LaunchException;
import dev.lethe.standalone.part.Part;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * All parts together. They start side by side, except that the service waits for its databases; the
 * service does not wait for Keycloak, which it asks only when the first person signs in. They stop
 * in the opposite order.
 */
final class Stack {
  private final Part database;
  private final Part features;
  private final Part service;
  private final Part signIn;
  private final Part models;
  private final Console console;
  private volatile boolean stopping;

  Stack(Part database, Part features, Part service, Part signIn, Part models, Console console) {
    this.database = database;
    this.features = features;
    this.service = service;
    this.signIn = signIn;
    this.models = models;
    this.console = console;
  }

  /** Returns when every part is up; the first part that fails ends it with that part's sentence. */
  void start() {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      CompletableFuture<Void> stores =
          CompletableFuture.allOf(begin(database, threads), begin(features, threads));
      console.waitFor(service.name());
      CompletableFuture<Void> served = stores.thenCompose(_ -> begin(service, threads));
      firstFailureOrAll(List.of(stores, served, begin(signIn, threads), begin(models, threads)))
          .join();
    } catch (CompletionException e) {
      throw asLaunchException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private CompletableFuture<Void> begin(Part part, Executor threads) {
    console.waitFor(part.name());
    return CompletableFuture.runAsync(() -> startOne(part), threads);
  }

  private void startOne(Part part) {
    if (stopping) {
      throw new LaunchException("The start was interrupted.");
    }
    long begun = System.nanoTime();
    try {
      Part.Outcome outcome = part.start();
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      switch (outcome) {
        case Part.Ready ready -> console.line(part.name(), "ready", took, ready.where());
        case Part.Absent absent -> console.line(part.name(), "absent", took, absent.why());
      }
    } catch (IOException e) {
      throw new LaunchException(part.name() + " could not be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LaunchException("The start was interrupted.", e);
    }
  }

  private static CompletableFuture<Object> firstFailureOrAll(List<CompletableFuture<Void>> starts) {
    var failure = new CompletableFuture<Void>();
    for (CompletableFuture<Void> start : starts) {
      start.whenComplete((_, problem) -> {
        if (problem != null) {
          failure.completeExceptionally(problem);
        }
      });
    }
    var all = CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new));
    return CompletableFuture.anyOf(failure, all);
  }

  private static LaunchException asLaunchException(Throwable problem) {
    Throwable cause = problem;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof LaunchException known
        ? known
        : new LaunchException("The start failed: " + cause, cause);
  }

  boolean isStopping() {
    return stopping;
  }

  /** Stops everything in order and says how long each part took. */
  void stop() {
    stopping = true;
    console.quiet();
    var frontDoor = CompletableFuture.runAsync(() -> stopOne(signIn), Thread::startVirtualThread);
    stopOne(service);
    frontDoor.join();
    stopOne(models);
    stopOne(features);
    stopOne(database);
  }

  private void stopOne(Part part) {
    long begun = System.nanoTime();
    try {
      if (part.stopsSlowly()) {
        console.say("  " + part.name() + " writes its start-up cache, once: up to a minute");
      }
      part.stop();
      console.line(part.name(), "stopped", Duration.ofNanos(System.nanoTime() - begun), "");
    } catch (IOException e) {
      console.say("  " + part.name() + " did not stop cleanly: " + e.getMessage());
    }
  }
}
