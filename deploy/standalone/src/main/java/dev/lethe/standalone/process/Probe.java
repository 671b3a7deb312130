package dev.lethe.standalone.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a part to answer, and gives up at once when its process has ended. */
public final class Probe {
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int TIMEOUT_MILLIS = 2_000;

  private Probe() {}

  public static void await(ChildProcess child, Duration limit, BooleanSupplier ready)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (!child.isAlive()) {
        throw child.ended();
      }
      if (System.nanoTime() > deadline) {
        throw child.late(limit);
      }
      Thread.sleep(PAUSE);
    }
  }

  public static boolean answers(String url) {
    try {
      var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      boolean fine = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      connection.disconnect();
      return fine;
    } catch (IOException e) {
      return false;
    }
  }
}
