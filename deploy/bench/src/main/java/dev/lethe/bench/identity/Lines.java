package dev.lethe.bench.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.bench.retailer.Account;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.io.IOException;
import java.util.List;

/** One call that adds accounts, a line each. */
final class Lines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Lines() {}

  /** Sends them, and fails unless every one was taken. */
  static void send(LetheApi pipeline, List<Account> accounts) throws ApiException, IOException {
    List<JsonNode> answers = pipeline.postLines("/api/v1/profiles", of(accounts));
    JsonNode summary = answers.isEmpty() ? JSON.nullNode() : answers.getLast().path("summary");
    int took = summary.path("created").asInt() + summary.path("unchanged").asInt();
    if (took != accounts.size()) {
      throw new IOException("Only " + took + " of " + accounts.size() + " profiles were taken.");
    }
  }

  private static String of(List<Account> accounts) {
    StringBuilder lines = new StringBuilder();
    try {
      for (Account account : accounts) {
        lines.append(JSON.writeValueAsString(account.profile())).append('\n');
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a made-up account cannot be written", e);
    }
    return lines.toString();
  }
}
