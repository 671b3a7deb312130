package dev.lethe.bench.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads back through the API which profiles Lethe took for one customer. */
public final class Customers {
  private static final int READERS = 4;

  private final LetheApi api;

  /** Reads with this client's permissions. */
  public Customers(LetheApi api) {
    this.api = api;
  }

  /**
   * A resolution.
   *
   * @param customers how many customers there are
   * @param byProfile customer of each profile that shares its customer with another; all others are
   *     alone
   */
  public record Settled(int customers, Map<String, String> byProfile) {}

  /** The resolution, once a settle pass has weighed everybody together. */
  public Settled settled() throws ApiException {
    Settling.await(api);
    List<JsonNode> now = api.all("/api/v1/customers");
    return new Settled(now.size(), byProfile(now));
  }

  private Map<String, String> byProfile(List<JsonNode> customers) throws ApiException {
    Map<String, String> byProfile = new HashMap<>();
    try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
      List<Future<JsonNode>> answers = new ArrayList<>();
      for (JsonNode customer : customers) {
        if (customer.path("profiles").asInt() > 1) {
          String id = customer.path("id").asText();
          answers.add(readers.submit(() -> api.get("/api/v1/customers/" + id)));
        }
      }
      for (Future<JsonNode> answer : answers) {
        JsonNode customer = taken(answer);
        customer
            .path("profiles")
            .forEach(one -> byProfile.put(one.path("id").asText(), customer.path("id").asText()));
      }
    }
    return byProfile;
  }

  private static JsonNode taken(Future<JsonNode> answer) throws ApiException {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while reading customers.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ApiException refused) {
        throw refused;
      }
      throw new IllegalStateException("Reading a customer failed.", e.getCause());
    }
  }
}
