package dev.lethe.bench.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import dev.lethe.cli.api.TokenClient;
import dev.lethe.cli.api.TokenClient.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A token of every account's number, as a pipeline keeps them; some of them under keys that were
 * rotated. All of them open until the person is erased, and none after.
 */
final class Tokens {
  private static final String FIELD = "account.number";
  private static final int DETERMINISTIC = 2;
  private static final int BYSTANDERS = 50;

  private final LetheApi pipeline;
  private final LetheApi officer;
  private final Steps steps;
  private final Report report;
  private final Map<String, String> accountOf = new HashMap<>();
  private final Map<String, List<String>> byProfile = new HashMap<>();

  Tokens(LetheApi pipeline, LetheApi officer, Steps steps, Report report) {
    this.pipeline = pipeline;
    this.officer = officer;
    this.steps = steps;
    this.report = report;
  }

  /** Makes a token for each account; the profile of each is given by its account. */
  void make(Map<String, String> profiles) throws ApiException {
    profiles.forEach((account, profile) -> accountOf.put(profile, account));
    make(accountOf.keySet());
    report.put("tokens", byProfile.size());
    steps.say(byProfile.size() + " account numbers tokenised");
  }

  private void make(Collection<String> profiles) throws ApiException {
    Map<String, CompletableFuture<Outcome>> asked = new HashMap<>();
    try (var client = new TokenClient(pipeline, TokenClient.Settings.USUAL)) {
      for (String profile : profiles) {
        asked.put(
            profile,
            client.token(
                new TokenClient.Value(
                    profile, FIELD, DETERMINISTIC, accountOf.getOrDefault(profile, ""))));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while making tokens.", e);
    }
    for (var one : asked.entrySet()) {
      if (outcome(one.getValue()) instanceof Outcome.Token(String text)) {
        byProfile.computeIfAbsent(one.getKey(), profile -> new ArrayList<>()).add(text);
      } else {
        report.promise(false, "an account's number got no token");
      }
    }
  }

  private static Outcome outcome(CompletableFuture<Outcome> asked) throws ApiException {
    try {
      return asked.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while making tokens.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ApiException refused) {
        throw refused;
      }
      throw new IllegalStateException("Making tokens failed.", e.getCause());
    }
  }

  private String newest(String profile) {
    List<String> tokens = byProfile.getOrDefault(profile, List.of());
    return tokens.isEmpty() ? "" : tokens.getLast();
  }

  /** Rotates the keys of some, and makes their tokens anew. */
  void rotate(Set<String> profiles) throws ApiException {
    List<String> owners = profiles.stream().filter(byProfile::containsKey).toList();
    JsonNode done =
        officer.post(
            "/api/v1/keys/rotations", Map.of("profiles", owners, "reason", "The yearly rotation."));
    report.put("keys_rotated", done.path("rotated").asLong());
    List<String> former = owners.stream().map(this::newest).toList();
    JsonNode anew =
        pipeline.post(
            "/api/v1/tokens/retokenize",
            Map.of("field", FIELD, "token", former, "reason", "The yearly rotation."));
    make(owners);
    boolean same = true;
    for (int i = 0; i < owners.size(); i++) {
      String fresh = newest(owners.get(i));
      same &= fresh.equals(anew.path("token").path(i).asText()) && !fresh.equals(former.get(i));
    }
    report.promise(same, "a token under a rotated key is not the one that is made anew");
  }

  /** Opens the tokens of the erased, former and present ones, and of some others. */
  void check(Set<String> erased) throws ApiException {
    Set<String> others = new TreeSet<>(byProfile.keySet());
    others.removeAll(erased);
    long dead = opened(erased);
    List<String> bystanders = others.stream().limit(BYSTANDERS).toList();
    report.put("tokens_of_erased_that_open", dead);
    report.promise(dead == 0, "a token of an erased person still opens");
    report.promise(
        opened(bystanders) == bystanders.size(), "a token of somebody else does not open");
  }

  private long opened(Collection<String> profiles) throws ApiException {
    List<String> tokens = new ArrayList<>();
    profiles.forEach(profile -> tokens.addAll(byProfile.getOrDefault(profile, List.of())));
    JsonNode answer =
        officer.post(
            "/api/v1/tokens/reveal",
            Map.of(
                "purpose",
                "support",
                "reason",
                "The demo looks what still opens.",
                "field",
                FIELD,
                "token",
                tokens));
    long opened = 0;
    for (JsonNode value : answer.path("value")) {
      opened += value.isNull() ? 0 : 1;
    }
    return opened;
  }
}
