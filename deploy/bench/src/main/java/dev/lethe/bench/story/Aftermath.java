package dev.lethe.bench.story;

import dev.lethe.bench.model.ModelRegistry;
import dev.lethe.bench.stack.Standalone;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import dev.lethe.cryptovault.proof.ReceiptVerifier;
import dev.lethe.cryptovault.proof.VerifyingKey;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is left of erased people, told in figures and held against what was promised. */
final class Aftermath {
  private final Standalone stack;
  private final LetheApi officer;
  private final Steps steps;
  private final Report report;

  Aftermath(Standalone stack, LetheApi officer, Steps steps, Report report) {
    this.stack = stack;
    this.officer = officer;
    this.steps = steps;
    this.report = report;
  }

  /** What the lake and the feature store held before and hold now. */
  void counted(Traces before, Traces after) {
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

  /** Which versions of models are marked as made of erased people. */
  void models() throws IOException {
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

  /** Events of erased people that come late get no pseudonym. */
  void late(List<Journey> deletions) throws ApiException, IOException {
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
  void gone(Set<String> customers, Set<String> erased) {
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

  /** Every request has a receipt that its signature proves. */
  void receipts(List<Journey> journeys) throws ApiException {
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
