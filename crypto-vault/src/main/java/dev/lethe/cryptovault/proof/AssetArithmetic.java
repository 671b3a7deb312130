package dev.lethe.cryptovault.proof;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Checks that each asset's entry is complete and that its counts add up. */
final class AssetArithmetic {
  private static final Set<String> MUST_REACH_ZERO = Set.of("erase", "mark", "shred", "suppress");
  private static final Map<String, String> UNITS =
      Map.of("mark", "affected versions without a mark");

  private final Findings findings;

  AssetArithmetic(Findings findings) {
    this.findings = findings;
  }

  void check(Json entry) {
    if (!(entry instanceof Json.Obj asset)) {
      findings.failed("The list of assets holds something that is no asset.");
      return;
    }
    Optional<String> target = findings.text(asset, "target", "An asset");
    Optional<String> name = findings.text(asset, "asset", "An asset");
    String where = target.orElse("?") + "/" + name.orElse("?");
    findings.text(asset, "action", where).ifPresent(action -> counts(asset, action, where));
  }

  private void counts(Json.Obj asset, String action, String where) {
    OptionalLong before = findings.count(asset, "before", where);
    if (!MUST_REACH_ZERO.contains(action)) {
      findings.passed(where + ": " + action + " of " + before.orElse(0) + " records.");
      return;
    }
    OptionalLong affected = findings.count(asset, "affected", where);
    OptionalLong after = findings.count(asset, "after", where);
    findings.text(asset, "depth", where);
    if (before.isEmpty() || affected.isEmpty() || after.isEmpty()) {
      return;
    }
    String left = UNITS.getOrDefault(action, "left");
    findings.require(
        after.getAsLong() == 0,
        where + ": " + before.getAsLong() + " before, 0 " + left + ".",
        where + ": " + after.getAsLong() + " " + left + ".");
    if (action.equals("erase") && affected.getAsLong() < before.getAsLong()) {
      findings.noted(
          where
              + ": found "
              + before.getAsLong()
              + ", removed "
              + affected.getAsLong()
              + "; the rest was gone before its turn.");
    }
    verification(asset, after.getAsLong(), where);
  }

  private void verification(Json.Obj asset, long after, String where) {
    Optional<Json.Obj> verification = findings.object(asset, "verification", where);
    if (verification.isEmpty()) {
      return;
    }
    String place = where + " verification";
    findings.text(verification.get(), "method", place);
    findings.time(verification.get(), "at", place);
    OptionalLong remaining = findings.count(verification.get(), "remaining", place);
    OptionalLong rawHits = findings.count(verification.get(), "raw_hits", place);
    boolean verified =
        findings.text(verification.get(), "outcome", place).filter("verified"::equals).isPresent();
    if (!verified) {
      findings.failed(where + ": the independent probe did not confirm the result.");
    }
    if (remaining.isPresent() && remaining.getAsLong() != after) {
      findings.failed(where + ": the count after and the probe's count differ.");
    }
    if (rawHits.isPresent() && rawHits.getAsLong() != 0) {
      findings.failed(where + ": raw bytes still hold " + rawHits.getAsLong() + " hits.");
    }
  }
}
