package dev.lethe.bench.story;

import dev.lethe.bench.retailer.Retailer;
import dev.lethe.bench.stack.Standalone;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Fills an empty standalone, so that a newcomer has people to look at and requests in every state.
 */
public final class Seed {
  private static final long SEED = 7;

  private final Standalone stack;
  private final Steps steps;
  private final LetheApi officer;
  private final LetheApi approver;

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
    Iterator<Subject> subjects = retailer.wellKnown().stream().map(Subject::new).iterator();
    received(subjects.next(), "delete", "gdpr", 1);
    received(subjects.next(), "access", "ccpa", 9);
    received(subjects.next(), "delete", "ccpa", 41);
    received(subjects.next(), "access", "gdpr", 26).verified();
    withdrawn(received(subjects.next(), "delete", "gdpr", 6));
    waiting(received(subjects.next(), "delete", "gdpr", 27));
    waiting(received(subjects.next(), "access", "gdpr", 3));
    finished(received(subjects.next(), "delete", "ccpa", 12));
    finished(received(subjects.next(), "access", "gdpr", 5));
    steps.say("requests in different states");
  }

  private Journey received(Subject subject, String right, String regime, int daysAgo)
      throws ApiException {
    Map<String, Object> more = new HashMap<>();
    more.put("right", right);
    more.put("regime", regime);
    more.put("received_at", steps.now().minus(Duration.ofDays(daysAgo)).toString());
    return Journey.received(officer, approver, subject, more);
  }

  private void waiting(Journey journey) throws ApiException {
    journey.verified();
    journey.planned();
  }

  private void finished(Journey journey) throws ApiException {
    waiting(journey);
    journey.approved();
    steps.say(Journey.progress(journey.ended()));
  }

  private void withdrawn(Journey journey) throws ApiException {
    officer.post(
        "/api/v1/requests/" + journey.id() + "/withdrawal",
        Map.of("reason", "The customer changed their mind."));
  }
}
