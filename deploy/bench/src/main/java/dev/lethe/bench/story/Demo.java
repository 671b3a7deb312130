package dev.lethe.bench.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.bench.retailer.Retailer;
import dev.lethe.bench.score.Pairs;
import dev.lethe.bench.stack.Customers;
import dev.lethe.bench.stack.Standalone;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The main job, end to end: a retailer, five deletions, one access, and what is left afterwards.
 */
public final class Demo {
  private static final int DELETIONS = 5;
  private static final long SEED = 20261122;

  private final Standalone stack;
  private final Steps steps;
  private final Report report = new Report();
  private final Map<String, String> accounts = new HashMap<>();
  private final LetheApi officer;
  private final LetheApi approver;
  private final Tokens tokens;
  private final Aftermath aftermath;

  /** A demo on this stack. */
  public Demo(Standalone stack, PrintStream out, InstantSource clock) {
    this.stack = stack;
    this.steps = new Steps(out, clock);
    this.officer = stack.person("officer");
    this.approver = stack.person("approver");
    this.tokens = new Tokens(stack.pipeline(), officer, steps, report);
    this.aftermath = new Aftermath(stack, officer, steps, report);
  }

  /** Runs it; the report holds every figure and every broken promise. */
  public Report run(int people, int events) throws ApiException, IOException {
    Retailer retailer = Retailer.of(SEED, people);
    Shop shop = new Shop(stack, retailer, steps);
    shop.declare();
    Map<String, String> profiles = shop.load();
    accounts.putAll(profiles);
    report.put("people", retailer.people());
    report.put("profiles", profiles.size());
    tokens.make(profiles);
    resolution(retailer, profiles);
    report.put("events", shop.trade(events));
    requests(retailer);
    report.put("seconds", Math.round(steps.seconds() * 10) / 10.0);
    return report;
  }

  private void resolution(Retailer retailer, Map<String, String> profiles) throws ApiException {
    Customers.Settled settled = new Customers(officer).settled();
    Map<String, String> truth = new HashMap<>();
    retailer
        .accounts()
        .forEach(account -> {
          String profile = profiles.get(account.source() + " " + account.key());
          if (profile != null) {
            truth.put(profile, Integer.toString(account.person()));
          }
        });
    Pairs pairs = Pairs.of(truth, settled.byProfile());
    report.put("customers", settled.customers());
    report.put("retailer.precision", pairs.precision());
    report.put("retailer.recall", pairs.recall());
    report.put("retailer.f1", pairs.f1());
    steps.say("resolved into " + settled.customers() + " customers");
  }

  private void requests(Retailer retailer) throws ApiException, IOException {
    List<Subject> subjects =
        retailer.wellKnown().stream().limit(DELETIONS + 1).map(Subject::new).toList();
    List<Journey> all = new ArrayList<>();
    List<Journey> deletions = new ArrayList<>();
    Set<String> profiles = new TreeSet<>();
    for (int i = 0; i < subjects.size(); i++) {
      boolean access = i == DELETIONS;
      Journey journey =
          planned(
              subjects.get(i),
              access ? "access" : "delete",
              access || i % 2 == 0 ? "gdpr" : "ccpa",
              profiles);
      all.add(journey);
      if (access) {
        carriedOut(List.of(journey));
        accessAnswered(journey);
      } else {
        deletions.add(journey);
      }
    }
    report.put("requests", subjects.size());
    bystanders(deletions, profiles);
    erased(deletions, profiles);
    aftermath.receipts(all);
  }

  private Journey planned(Subject subject, String right, String regime, Set<String> profiles)
      throws ApiException {
    Journey journey =
        Journey.received(officer, approver, subject, Map.of("right", right, "regime", regime));
    if (!journey.verified()) {
      throw new IllegalStateException(
          "Request " + Journey.number(journey.read()) + " did not find exactly one customer.");
    }
    Set<String> own = own(journey);
    Set<String> planned = journey.planned(own::contains);
    if (right.equals("delete")) {
      profiles.addAll(planned);
    }
    steps.say(
        "%s: %s planned for %d profiles"
            .formatted(Journey.number(journey.read()), right, planned.size()));
    return journey;
  }

  /** Profiles in a plan that are another person's: a wrong merge that would erase a bystander. */
  private void bystanders(List<Journey> deletions, Set<String> planned) {
    Set<String> own = new TreeSet<>();
    for (Journey journey : deletions) {
      own.addAll(own(journey));
    }
    long others = planned.stream().filter(profile -> !own.contains(profile)).count();
    report.put("bystander_profiles", others);
    report.put(
        "profiles_missed", own.stream().filter(profile -> !planned.contains(profile)).count());
    report.promise(others == 0, "a plan holds profiles of another person");
  }

  private Set<String> own(Journey journey) {
    Set<String> own = new TreeSet<>();
    journey.subject().accounts().stream()
        .map(account -> accounts.getOrDefault(account.source() + " " + account.key(), ""))
        .forEach(own::add);
    return own;
  }

  private void erased(List<Journey> deletions, Set<String> profiles)
      throws ApiException, IOException {
    Set<String> customers = new TreeSet<>();
    Set<String> texts = new TreeSet<>(profiles);
    for (Journey journey : deletions) {
      customers.add(journey.read().at("/subject/customer").asText());
      texts.addAll(journey.subject().texts());
    }
    texts.addAll(customers);
    tokens.rotate(profiles);
    Traces before = Traces.of(stack, profiles, customers, texts);
    carriedOut(deletions);
    Traces after = Traces.of(stack, profiles, customers, texts);
    aftermath.counted(before, after);
    report.put("subjects_erased", customers.size());
    report.promise(customers.size() == DELETIONS, "five different people were to be erased");
    aftermath.models();
    tokens.check(profiles);
    aftermath.late(deletions);
    aftermath.gone(customers, profiles);
  }

  private void carriedOut(List<Journey> journeys) throws ApiException {
    for (Journey journey : journeys) {
      journey.approved();
    }
    for (Journey journey : journeys) {
      JsonNode ended = journey.ended();
      steps.say(Journey.progress(ended));
      report.promise(Journey.state(ended).startsWith("completed"), Journey.progress(ended));
    }
  }

  private void accessAnswered(Journey journey) throws ApiException {
    String answer = officer.text("/api/v1/requests/" + journey.id() + "/package");
    boolean theirs = answer.contains(journey.subject().email());
    report.put("access_package_bytes", answer.length());
    report.promise(theirs, "the access package does not hold the person's own email");
  }
}
