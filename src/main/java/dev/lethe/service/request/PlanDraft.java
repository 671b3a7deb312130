package dev.lethe.service.request;

import dev.lethe.piicatalog.Action;
import dev.lethe.piicatalog.Asset;
import dev.lethe.piicatalog.Field;
import dev.lethe.piicatalog.Retention;
import dev.lethe.service.fanout.DryRun;
import dev.lethe.service.fanout.PlannedStep;
import dev.lethe.service.fanout.StepAction;
import dev.lethe.service.fanout.connector.Capability;
import dev.lethe.service.request.Plan.Basis;
import dev.lethe.service.request.Plan.Kept;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the catalog says about one kind of request, before anything is counted. */
final class PlanDraft {
  private static final String OWN = "lethe";
  private static final String CUSTOMER_KEY = "customer";

  private final DryRun targets;
  private final boolean whole;
  private final List<PlannedStep> before = new ArrayList<>();
  private final List<PlannedStep> steps = new ArrayList<>();
  private final List<PlannedStep> after = new ArrayList<>();
  private final Map<String, String> rules = new LinkedHashMap<>();
  private final List<Kept> kept = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private PlanDraft(DryRun targets, boolean whole) {
    this.targets = targets;
    this.whole = whole;
  }

  /**
   * Drafts an erasure.
   *
   * @param whole whether all profiles of the customer are erased; when some stay, no row may be
   *     found by the customer's id, which would hit theirs as well
   */
  static PlanDraft ofErasure(List<Asset> assets, DryRun targets, Instant now, boolean whole) {
    PlanDraft draft = new PlanDraft(targets, whole);
    LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
    draft.before.add(
        draft.own("suppression", StepAction.SUPPRESS, "Late data of an erased person stays out"));
    draft.before.add(
        draft.own("keys", StepAction.SHRED, "Every data key of the person is destroyed"));
    assets.stream()
        .filter(asset -> !asset.personalFields().isEmpty())
        .forEach(asset -> draft.erasure(asset, today));
    draft.after.add(
        draft.own(
            "profiles", StepAction.DELETE_PROFILES, "The person's profiles and links are deleted"));
    return draft;
  }

  static PlanDraft ofAccess(List<Asset> assets, DryRun targets) {
    PlanDraft draft = new PlanDraft(targets, true);
    for (Asset asset : assets) {
      if (!asset.personalFields().isEmpty()) {
        draft.inTarget(
            asset,
            asset.personalFields(),
            StepAction.EXPORT,
            Capability.EXPORT,
            "What the asset holds about the person is copied out");
      }
    }
    return draft;
  }

  List<PlannedStep> before() {
    return before;
  }

  List<PlannedStep> steps() {
    return steps;
  }

  List<PlannedStep> after() {
    return after;
  }

  List<Kept> kept() {
    return kept;
  }

  List<String> warnings() {
    return warnings;
  }

  Map<String, Basis> bases(Regime regime) {
    Map<String, Basis> bases = new LinkedHashMap<>();
    List<PlannedStep> all = new ArrayList<>(before);
    all.addAll(steps);
    all.addAll(after);
    for (PlannedStep step : all) {
      String rule = rules.getOrDefault(step.id(), "");
      bases.put(step.id(), new Basis(rule, legalBasis(step.action(), regime)));
    }
    return bases;
  }

  private static String legalBasis(StepAction action, Regime regime) {
    return switch (action) {
      case EXPORT -> regime == Regime.GDPR ? "Art. 15 GDPR" : "Cal. Civ. Code 1798.110";
      case SUPPRESS -> regime == Regime.GDPR ? "Art. 17(1), 5(2) GDPR" : "11 CCR 7022(e)";
      case ERASE, MARK, SHRED, DELETE_PROFILES ->
          regime == Regime.GDPR ? "Art. 17(1) GDPR" : "Cal. Civ. Code 1798.105";
    };
  }

  private void erasure(Asset asset, LocalDate today) {
    Set<Action> actions = asset.actions();
    List<Field> retained = asset.fields(Action.RETAIN);
    retained.forEach(field -> keep(asset, field, today));
    if (actions.contains(Action.ERASE) || actions.contains(Action.ANONYMISE)) {
      eraseUnlessRetained(asset, retained);
    }
    if (actions.contains(Action.MARK)) {
      inTarget(
          asset,
          asset.fields(Action.MARK),
          StepAction.MARK,
          Capability.MARK,
          "Versions trained on the person's rows are marked, with a deadline to retrain or retire");
    }
    if (actions.contains(Action.EXPORT_ONLY)) {
      warnings.add(where(asset) + " has fields that no erasure reaches.");
    }
  }

  private void eraseUnlessRetained(Asset asset, List<Field> retained) {
    if (!retained.isEmpty()) {
      warnings.add(
          where(asset)
              + " must keep some fields, so its rows stay; tokens in it become unreadable.");
      return;
    }
    List<Field> fields = new ArrayList<>(asset.fields(Action.ERASE));
    fields.addAll(asset.fields(Action.ANONYMISE));
    inTarget(asset, fields, StepAction.ERASE, Capability.ERASE, "The person's rows are removed");
  }

  private void inTarget(
      Asset asset, List<Field> fields, StepAction action, Capability capability, String rule) {
    if (!targets.can(asset.target(), capability)) {
      warnings.add(
          where(asset)
              + " is out of reach: no connection to "
              + asset.target()
              + " that can do this.");
    } else if (asset.subjectKeyFields().isEmpty()) {
      warnings.add(where(asset) + " has no subject key, so nobody can be found there.");
    } else if (keys(asset).isEmpty()) {
      warnings.add(
          where(asset)
              + " finds people by customer only; some records of the customer are held out, so its"
              + " rows stay.");
    } else {
      PlannedStep step =
          new PlannedStep(
              freshId(),
              asset.target(),
              asset.name(),
              action,
              fields.stream().map(Field::path).toList(),
              keys(asset),
              null);
      rules.put(step.id(), rule);
      steps.add(step);
    }
  }

  private Map<String, String> keys(Asset asset) {
    Map<String, String> keys = new LinkedHashMap<>(asset.subjectKeyFields());
    if (!whole) {
      keys.remove(CUSTOMER_KEY);
    }
    return keys;
  }

  private PlannedStep own(String asset, StepAction action, String rule) {
    PlannedStep step = new PlannedStep(freshId(), OWN, asset, action, List.of(), Map.of(), null);
    rules.put(step.id(), rule);
    return step;
  }

  private void keep(Asset asset, Field field, LocalDate today) {
    Retention retention = field.retention();
    kept.add(
        new Kept(
            asset.target(),
            asset.name(),
            field.path(),
            retention == null || retention.law() == null ? "not named" : retention.law(),
            retention == null ? null : today.plus(retention.period())));
  }

  private static String where(Asset asset) {
    return asset.target() + "/" + asset.name();
  }

  private static String freshId() {
    return "stp_" + UUID.randomUUID().toString().replace("-", "");
  }
}
