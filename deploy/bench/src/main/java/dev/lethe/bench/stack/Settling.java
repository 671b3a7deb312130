package dev.lethe.bench.stack;

import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.time.Duration;
import java.util.Map;

/** Waits until all profiles are settled into customers. */
public final class Settling {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private Settling() {}

  /**
   * Asks for a pass, since passes rest long after one that took long, and waits until nothing is
   * left to settle.
   *
   * @return how many seconds that took
   */
  public static double await(LetheApi api) throws ApiException {
    long begun = System.nanoTime();
    api.post("/api/v1/identity/settle", Map.of());
    do {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new IllegalStateException("What is stored did not settle in " + PATIENCE + ".");
      }
      pause();
    } while (!api.get("/api/v1/identity/settle").path("state").asText().equals("settled"));
    return (System.nanoTime() - begun) / 1e9;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a settle pass.", e);
    }
  }
}
