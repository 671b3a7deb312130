package dev.lethe.service.policy;

import dev.lethe.service.policy.TokenPolicy.TokenizeRule;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one caller may tokenize in one call. Asking for the field class that was asked for last
 * costs a comparison. Not safe for use by several threads.
 */
public final class TokenizeRights {
  private static final int REFUSED = -1;

  private final Requester requester;
  private final TokenPolicy policy;
  private final List<TokenizeRule> rules;
  private final NodeRates rates;
  private final RefusalLog refusals;
  private final Map<String, Integer> ruleOf = new HashMap<>();
  private final TreeSet<String> refusedFields = new TreeSet<>();
  private final long[] values;
  private long refused;
  private @Nullable String last;
  private int lastRule;

  TokenizeRights(Requester requester, TokenPolicy policy, NodeRates rates, RefusalLog refusals) {
    this.requester = requester;
    this.policy = policy;
    this.rules = policy.tokenizing(requester);
    this.rates = rates;
    this.refusals = refusals;
    this.values = new long[rules.size()];
  }

  /** Whether a value of this class may become a token; counts it. */
  public boolean allows(String field) {
    return allows(field, 1);
  }

  /** Whether so many values of this class may become tokens; counts them. */
  boolean allows(String field, int count) {
    // Callers send one class in a row, and a column's is one object.
    if (!field.equals(last)) {
      last = field;
      lastRule = ruleOf.computeIfAbsent(field, this::find);
    }
    if (lastRule == REFUSED) {
      refused += count;
      return false;
    }
    values[lastRule] += count;
    return true;
  }

  private int find(String field) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).allows(field)) {
        return i;
      }
    }
    if (policy.names(field)) {
      refusedFields.add(field);
    }
    return REFUSED;
  }

  /**
   * Ends the asking, before anything is made.
   *
   * @throws ProblemException {@code too-many-requests}, when the rate of a rule is exceeded
   */
  public void take() {
    if (refused > 0) {
      refusals.note(requester, "tokenize", ProblemType.FIELD_NOT_ALLOWED, refused, refusedFields);
    }
    for (int i = 0; i < values.length; i++) {
      var perMinute = rules.get(i).valuesPerMinute();
      if (perMinute.isPresent() && values[i] > 0) {
        take(rules.get(i).name(), values[i], perMinute.getAsLong());
      }
    }
  }

  private void take(String rule, long count, long perMinute) {
    try {
      rates.take(requester.id(), rule, count, perMinute);
    } catch (ProblemException e) {
      refusals.note(requester, "tokenize", e.type(), count, List.of());
      throw e;
    }
  }
}
