package dev.lethe.bench.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.bench.retailer.Retailer;
import dev.lethe.bench.stack.Standalone;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Fills an empty standalone, so that a newcomer has people to look at and requests in every state.
 */
public final class Seed {
  private static final long SEED = 7;
  private static final String SAMPLE = "sample-person";

  private final Standalone stack;
  private final Steps steps;
  private final LetheApi officer;
  private final LetheApi approver;
  private Iterator<Subject> subjects = Collections.emptyIterator();

  /** A seed for this stack. */
  public Seed(Standalone stack, PrintStream out, InstantSource clock) {
    this.stack = stack;
    this.steps = new Steps(out, clock);
    this.officer = stack.person("officer");
    this.approver = stack.person("approver");
  }

  /** Runs it. */
  public void run(int people, int events) throws ApiException, IOException {
    Retailer retailer = Retailer.of(SEED, people);
    Shop shop = new Shop(stack, retailer, steps);
    shop.declare();
    shop.load();
    shop.trade(events);
    this.subjects = retailer.wellKnown().stream().map(Subject::new).iterator();
    received("delete", "gdpr", 1);
    received("access", "ccpa", 9);
    received("delete", "ccpa", 41);
    found("access", "gdpr", 26);
    withdrawn(received("delete", "gdpr", 6));
    waiting("delete", "gdpr", 27);
    waiting("access", "gdpr", 3);
    finished("delete", "ccpa", 12);
    finished("access", "gdpr", 5);
    steps.say("requests in different states");
    offerSample();
  }

  /**
   * Names someone without a request, whose email alone finds one person and proves every record of
   * theirs, so that a newcomer has somebody to try things on.
   */
  private void offerSample() throws ApiException, IOException {
    while (subjects.hasNext()) {
      String email = subjects.next().email();
      Map<String, String> asked = Map.of("kind", "email", "value", email);
      Map<String, Object> identifiers = Map.of("identifiers", List.of(asked));
      JsonNode found = officer.post("/api/v1/customers/search", identifiers).path("items");
      if (found.size() == 1 && provesAll(found.path(0).path("id").asText(), identifiers)) {
        Files.writeString(stack.home().resolve("config").resolve(SAMPLE), email + "\n");
        return;
      }
    }
  }

  private boolean provesAll(String customer, Map<String, Object> identifiers) throws ApiException {
    JsonNode judged = officer.post("/api/v1/customers/" + customer + "/confidence", identifiers);
    return judged.path("profiles").findValuesAsText("treatment").stream().allMatch("erase"::equals);
  }

  private Journey received(String right, String regime, int daysAgo) throws ApiException {
    Map<String, Object> more = new HashMap<>();
    more.put("right", right);
    more.put("regime", regime);
    more.put("received_at", steps.now().minus(Duration.ofDays(daysAgo)).toString());
    return Journey.received(officer, approver, subjects.next(), more);
  }

  /**
   * A request whose person is found; one that finds several stays behind, for a human to choose.
   */
  private Journey found(String right, String regime, int daysAgo) throws ApiException {
    Journey journey = received(right, regime, daysAgo);
    return journey.verified() ? journey : found(right, regime, daysAgo);
  }

  private Journey waiting(String right, String regime, int daysAgo) throws ApiException {
    Journey journey = found(right, regime, daysAgo);
    journey.planned(_ -> true);
    return journey;
  }

  private void finished(String right, String regime, int daysAgo) throws ApiException {
    Journey journey = waiting(right, regime, daysAgo);
    journey.approved();
    steps.say(Journey.progress(journey.ended()));
  }

  private void withdrawn(Journey journey) throws ApiException {
    officer.post(
        "/api/v1/requests/" + journey.id() + "/withdrawal",
        Map.of("reason", "The customer changed their mind."));
  }
}
