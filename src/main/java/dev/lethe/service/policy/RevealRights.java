package dev.lethe.service.policy;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.service.policy.RevealUse.Demand;
import dev.lethe.service.policy.TokenPolicy.Allowance;
import dev.lethe.service.policy.TokenPolicy.RevealRule;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may reveal in one call: ask for every value by {@link #require} and {@link
 * #asks}, then {@link #take} them all, then open them. Not safe for use by several threads.
 */
public final class RevealRights {
  private final Requester requester;
  private final TokenPolicy policy;
  private final List<RevealRule> rules;
  private final Supplier<List<BreakGlass>> beyondTheRules;
  private final RevealQuota quota;
  private final RefusalLog refusals;
  private final Map<String, Optional<Ground>> grounds = new HashMap<>();
  private final Map<Ground, List<KeyId>> asked = new LinkedHashMap<>();
  private final TreeSet<String> refusedFields = new TreeSet<>();
  private @Nullable List<BreakGlass> breakGlass;
  private long refused;

  RevealRights(
      Requester requester,
      TokenPolicy policy,
      List<RevealRule> rules,
      Supplier<List<BreakGlass>> beyondTheRules,
      RevealQuota quota,
      RefusalLog refusals) {
    this.requester = requester;
    this.policy = policy;
    this.rules = rules;
    this.beyondTheRules = beyondTheRules;
    this.quota = quota;
    this.refusals = refusals;
  }

  /**
   * What lets a value be seen: a rule, or a break-glass right.
   *
   * @param right the name of the right; null for a rule
   */
  private record Ground(String name, Allowance allowance, @Nullable String right) {}

  /**
   * Passes when values of this class may be seen.
   *
   * @throws ProblemException {@code field-not-allowed}
   */
  public void require(String field) {
    if (ground(field).isEmpty()) {
      refused++;
      if (policy.names(field)) {
        refusedFields.add(field);
      }
      throw new ProblemException(
          ProblemType.FIELD_NOT_ALLOWED,
          "The token policy does not let you reveal this field for this purpose and in this form.");
    }
  }

  /** Counts a value of a class that was {@link #require required}, under a person's key. */
  public void asks(String field, KeyId key) {
    ground(field)
        .ifPresent(ground -> asked.computeIfAbsent(ground, g -> new ArrayList<>()).add(key));
  }

  private Optional<Ground> ground(String field) {
    // Not computeIfAbsent: the columns of one call ask for one field again and again.
    var known = grounds.get(field);
    if (known == null) {
      known = TokenPolicy.first(rules, field).map(RevealRights::of).or(() -> beyond(field));
      grounds.put(field, known);
    }
    return known;
  }

  private static Ground of(RevealRule rule) {
    return new Ground(rule.name(), rule.allowance(), null);
  }

  private Optional<Ground> beyond(String field) {
    var rights = breakGlass;
    if (rights == null) {
      rights = beyondTheRules.get();
      breakGlass = rights;
    }
    return rights.stream()
        .filter(right -> right.fields().contains(field))
        .map(right -> new Ground(right.ground(), policy.breakGlass().allowance(), right.name()))
        .findFirst();
  }

  /**
   * Takes everything that was asked for from what the caller may reveal, before anything is opened.
   *
   * @throws ProblemException {@code too-many-requests} or {@code reveals-stopped}: open nothing
   */
  public void take() {
    if (refused > 0) {
      refusals.note(requester, "reveal", ProblemType.FIELD_NOT_ALLOWED, refused, refusedFields);
    }
    if (asked.isEmpty()) {
      return;
    }
    var demands = new ArrayList<Demand>();
    asked.forEach((ground, keys) ->
        demands.add(new Demand(ground.name(), ground.allowance(), List.copyOf(keys))));
    var refusal = quota.take(requester.id(), demands, policy.anomaly());
    if (refusal.isPresent()) {
      long values = demands.stream().mapToLong(Demand::values).sum();
      refusals.note(requester, "reveal", refusal.get().type(), values, List.of());
      throw refusal.get();
    }
  }

  /** How many values were refused. */
  public long refused() {
    return refused;
  }

  /** The names of the break-glass rights that are used. */
  public Collection<String> breakGlass() {
    var names = new ArrayList<String>();
    for (var ground : asked.keySet()) {
      if (ground.right() != null) {
        names.add(ground.right());
      }
    }
    return names;
  }
}
