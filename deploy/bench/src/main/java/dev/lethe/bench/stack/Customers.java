package dev.lethe.bench.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Reads back through the API which profiles Lethe took for one customer. */
public final class Customers {
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final int READINGS = 200;

  private final LetheApi api;

  /** Reads with this client's permissions. */
  public Customers(LetheApi api) {
    this.api = api;
  }

  /**
   * Profile to customer, once two readings in a row agree: resolution goes on behind the scenes.
   */
  public Map<String, String> settled() throws ApiException {
    Map<String, String> before = byProfile();
    for (int reading = 0; reading < READINGS; reading++) {
      pause();
      Map<String, String> now = byProfile();
      if (now.equals(before)) {
        return now;
      }
      before = now;
    }
    throw new IllegalStateException("Resolution did not settle within ten minutes.");
  }

  private Map<String, String> byProfile() throws ApiException {
    Map<String, String> customers = new HashMap<>();
    for (JsonNode customer : api.all("/api/v1/customers")) {
      String id = customer.path("id").asText();
      for (JsonNode profile : customer.path("profiles")) {
        customers.put(profile.isTextual() ? profile.asText() : profile.path("id").asText(), id);
      }
    }
    return customers;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for resolution.", e);
    }
  }
}
