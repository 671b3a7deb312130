package dev.lethe.bench.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.bench.model.ModelRegistry;
import dev.lethe.bench.retailer.Retailer;
import dev.lethe.bench.score.Pairs;
import dev.lethe.bench.stack.Customers;
import dev.lethe.bench.stack.Standalone;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import dev.lethe.cryptovault.proof.ReceiptVerifier;
import dev.lethe.cryptovault.proof.VerifyingKey;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** A demo on this stack. */
  public Demo(Standalone stack, PrintStream out, InstantSource clock) {
    this.stack = stack;
    this.steps = new Steps(out, clock);
    this.officer = stack.person("officer");
    this.approver = stack.person("approver");
    this.tokens = new Tokens(stack.pipeline(), officer, steps, report);
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
    receipts(all);
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
    counted(before, after);
    report.put("subjects_erased", customers.size());
    report.promise(customers.size() == DELETIONS, "five different people were to be erased");
    models();
    tokens.check(profiles);
    late(deletions);
    gone(customers, profiles);
  }

  private void counted(Traces before, Traces after) {
    report.put("lake_rows_before", before.lakeRows());
    report.put("lake_rows_after", after.lakeRows());
    report.put("lake_raw_hits_before", before.lakeRawHits());
    report.put("lake_raw_hits_after", after.lakeRawHits());
    report.put("lake_files_scanned", after.lakeFiles());
    report.put("feature_keys_before", before.featureKeys());
    report.put("feature_keys_after", after.featureKeys());
    report.promise(
        before.lakeRows() > 0 && before.lakeRawHits() > 0, "the lake held nobody's rows before");
    report.promise(before.featureKeys() > 0, "the feature store held nobody's keys before");
    report.promise(after.lakeRows() == 0, "a query of the lake still returns rows");
    report.promise(after.lakeRawHits() == 0, "files of the lake still hold identifiers");
    report.promise(after.featureKeys() == 0, "the feature store still holds keys");
  }

  private void models() throws IOException {
    Optional<ModelRegistry> models = stack.models();
    if (models.isEmpty()) {
      report.put("model_versions_marked", 0);
      report.put("model_registry", false);
      return;
    }
    long marked = models.get().marked();
    report.put("model_versions_marked", marked);
    report.promise(marked >= 1, "no model version was marked as affected");
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

  private void late(List<Journey> deletions) throws ApiException, IOException {
    List<Map<String, Object>> events =
        deletions.stream().map(one -> one.subject().lateEvent(steps.now().toString())).toList();
    long stripped =
        Shop.pseudonymised(stack.pipeline(), events).stream()
            .filter(row ->
                !row.hasNonNull("profile")
                    && !row.hasNonNull("customer")
                    && !row.hasNonNull("session_id"))
            .count();
    report.put("late_events_stripped", stripped);
    report.promise(stripped == events.size(), "a late event of an erased person got a pseudonym");
  }

  /** A customer may live on with another person's record that was in it by mistake. */
  private void gone(Set<String> customers, Set<String> erased) {
    long gone = customers.stream().filter(customer -> isGone(customer, erased)).count();
    report.put("customers_gone", gone);
    report.promise(gone == customers.size(), "an erased person can still be read");
  }

  private boolean isGone(String customer, Set<String> erased) {
    try {
      String left = officer.text("/api/v1/customers/" + customer);
      return erased.stream().noneMatch(left::contains);
    } catch (ApiException e) {
      return e.status() == 404 || e.status() == 410;
    }
  }

  private void receipts(List<Journey> journeys) throws ApiException {
    int valid = 0;
    for (Journey journey : journeys) {
      valid += valid(journey) ? 1 : 0;
    }
    report.put("receipts_valid", valid);
    report.promise(valid == journeys.size(), "a receipt is not valid");
    steps.say(valid + " of " + journeys.size() + " receipts are valid");
  }

  private boolean valid(Journey journey) throws ApiException {
    String pem = officer.get("/api/v1/keys/receipt").required("public_key_pem").asText();
    String receipt = officer.text("/api/v1/requests/" + journey.id() + "/receipt");
    return new ReceiptVerifier(VerifyingKey.fromPem(pem)).check(receipt).valid();
  }
}
