package dev.lethe.service.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A token policy made ready for being asked. Immutable.
 *
 * @param purposes codes of the declared purposes
 */
record TokenPolicy(
    Set<String> purposes,
    List<TokenizeRule> tokenizing,
    List<RevealRule> revealing,
    Anomaly anomaly,
    BreakGlassTerms breakGlass) {
  /** Stands for every field class, or every declared purpose. */
  static final String ANY = "*";

  /** Stands for the whole value where a mask could be named. */
  static final String WHOLE = "whole";

  /** Whom a rule is for. */
  record Who(Set<String> roles, Set<String> callers) {
    boolean includes(Requester requester) {
      return callers.contains(requester.id())
          || requester.roles().stream().anyMatch(roles::contains);
    }
  }

  /**
   * @param valuesPerMinute of one caller on one node
   */
  record TokenizeRule(String name, Who who, Set<String> fields, OptionalLong valuesPerMinute) {
    boolean allows(String field) {
      return fields.contains(field) || fields.contains(ANY);
    }
  }

  /**
   * @param shows names of masks; {@link #WHOLE} stands for every one of them too
   */
  record RevealRule(
      String name,
      Who who,
      Set<String> fields,
      Set<String> purposes,
      Set<String> shows,
      Allowance allowance) {
    boolean allows(String purpose, String show) {
      return (purposes.contains(purpose) || purposes.contains(ANY))
          && (shows.contains(show) || shows.contains(WHOLE));
    }

    boolean allows(String field) {
      return fields.contains(field) || fields.contains(ANY);
    }
  }

  /** How much of a caller's reveals is borne, over all nodes. */
  record Allowance(long valuesPerMinute, long valuesPerDay, int peoplePerDay) {}

  /**
   * From when on a day is unlike the caller's others.
   *
   * @param timesUsual as many times the people of the median day
   * @param peopleAtLeast fewer people are never unusual
   */
  record Anomaly(int timesUsual, int peopleAtLeast) {}

  /** What a break-glass right may be given for at most, and what it allows. */
  record BreakGlassTerms(Duration longest, Allowance allowance) {}

  /** The rules under which somebody may tokenize, in their order. */
  List<TokenizeRule> tokenizing(Requester requester) {
    return tokenizing.stream().filter(rule -> rule.who().includes(requester)).toList();
  }

  /** The rules under which somebody may reveal for a purpose and in a form, in their order. */
  List<RevealRule> revealing(Requester requester, String purpose, String show) {
    return revealing.stream()
        .filter(rule -> rule.allows(purpose, show) && rule.who().includes(requester))
        .toList();
  }

  /** The rule that counts for a field: the first. */
  static Optional<RevealRule> first(List<RevealRule> rules, String field) {
    return rules.stream().filter(rule -> rule.allows(field)).findFirst();
  }

  /** Whether a rule names the field class, so that the name may stand in a log. */
  boolean names(String field) {
    return Stream.concat(
            tokenizing.stream().map(TokenizeRule::fields),
            revealing.stream().map(RevealRule::fields))
        .anyMatch(fields -> fields.contains(field));
  }
}
