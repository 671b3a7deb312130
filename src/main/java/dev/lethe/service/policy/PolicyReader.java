package dev.lethe.service.policy;

import static dev.lethe.service.policy.PolicyValues.bounded;
import static dev.lethe.service.policy.PolicyValues.code;
import static dev.lethe.service.policy.PolicyValues.count;
import static dev.lethe.service.policy.PolicyValues.number;
import static dev.lethe.service.policy.PolicyValues.present;
import static dev.lethe.service.policy.PolicyValues.some;
import static dev.lethe.service.policy.PolicyValues.wrong;

import dev.lethe.cryptovault.token.Mask;
import dev.lethe.service.policy.PolicyDocument.AnomalyText;
import dev.lethe.service.policy.PolicyDocument.BreakGlassText;
import dev.lethe.service.policy.PolicyDocument.RuleText;
import dev.lethe.service.policy.TokenPolicy.Allowance;
import dev.lethe.service.policy.TokenPolicy.Anomaly;
import dev.lethe.service.policy.TokenPolicy.BreakGlassTerms;
import dev.lethe.service.policy.TokenPolicy.RevealRule;
import dev.lethe.service.policy.TokenPolicy.TokenizeRule;
import dev.lethe.service.policy.TokenPolicy.Who;
import dev.lethe.service.web.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks a document and makes the policy that it says. Whatever a rule says that could never count
 * is refused, so that nobody relies on it.
 */
final class PolicyReader {
  private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
  private static final Pattern ACCOUNT = Pattern.compile("[^\\p{Cntrl}]{1,256}");
  private static final int MOST_PURPOSES = 100;
  private static final int MOST_RULES = 200;
  private static final int LONGEST_DESCRIPTION = 500;
  private static final long MOST_VALUES = 1_000_000_000_000L;
  private static final int MOST_TIMES = 1_000;
  private static final int MOST_HOURS = 72;

  private final Set<String> purposes = new LinkedHashSet<>();
  private final Set<String> ruleNames = new HashSet<>();
  private final List<TokenizeRule> tokenizing = new ArrayList<>();
  private final List<RevealRule> revealing = new ArrayList<>();

  private PolicyReader() {}

  /**
   * @throws ProblemException that names the field which is wrong
   */
  static TokenPolicy read(PolicyDocument document) {
    return new PolicyReader().policy(document);
  }

  private TokenPolicy policy(PolicyDocument document) {
    readPurposes(document);
    var rules = bounded("rules", document.rules(), MOST_RULES);
    for (int i = 0; i < rules.size(); i++) {
      var at = "rules[" + i + "]";
      rule(at, present(at, rules.get(i)));
    }
    return new TokenPolicy(
        Set.copyOf(purposes),
        List.copyOf(tokenizing),
        List.copyOf(revealing),
        anomaly(present("anomaly", document.anomaly())),
        breakGlass(present("break_glass", document.breakGlass())));
  }

  private void readPurposes(PolicyDocument document) {
    var list = bounded("purposes", document.purposes(), MOST_PURPOSES);
    for (int i = 0; i < list.size(); i++) {
      var at = "purposes[" + i + "]";
      var purpose = present(at, list.get(i));
      var description = present(at + ".description", purpose.description());
      if (description.isBlank() || description.length() > LONGEST_DESCRIPTION) {
        throw wrong(at + ".description", "1 to " + LONGEST_DESCRIPTION + " characters.");
      }
      if (!purposes.add(code(at + ".code", purpose.code()))) {
        throw wrong(at + ".code", "Two purposes have this code.");
      }
    }
  }

  private void rule(String at, RuleText rule) {
    var name = code(at + ".name", rule.name());
    if (!ruleNames.add(name)) {
      throw wrong(at + ".name", "Two rules have this name.");
    }
    switch (present(at + ".operation", rule.operation())) {
      case "tokenize" -> tokenizing.add(tokenizeRule(at, name, rule));
      case "reveal" -> revealing.add(revealRule(at, name, rule));
      default -> throw wrong(at + ".operation", "Operations are tokenize and reveal.");
    }
  }

  private static TokenizeRule tokenizeRule(String at, String name, RuleText rule) {
    absent(at + ".purposes", rule.purposes());
    absent(at + ".shows", rule.shows());
    absent(at + ".values_per_day", rule.valuesPerDay());
    absent(at + ".people_per_day", rule.peoplePerDay());
    var perMinute = rule.valuesPerMinute();
    return new TokenizeRule(
        name,
        who(at, rule),
        fields(at, rule),
        perMinute == null
            ? OptionalLong.empty()
            : OptionalLong.of(number(at + ".values_per_minute", perMinute, MOST_VALUES)));
  }

  private RevealRule revealRule(String at, String name, RuleText rule) {
    return new RevealRule(
        name,
        who(at, rule),
        fields(at, rule),
        some(at + ".purposes", rule.purposes(), this::isPurpose, "Declare it among the purposes."),
        some(
            at + ".shows",
            rule.shows(),
            show -> show.equals(TokenPolicy.WHOLE) || Mask.named(show).isPresent(),
            "whole, hidden, last_four, initial, email_domain and year can be shown."),
        allowance(at, rule.valuesPerMinute(), rule.valuesPerDay(), rule.peoplePerDay()));
  }

  private boolean isPurpose(String text) {
    return text.equals(TokenPolicy.ANY) || purposes.contains(text);
  }

  private static Who who(String at, RuleText rule) {
    if (rule.roles() == null && rule.callers() == null) {
      throw ProblemException.missingField(at + ".roles");
    }
    return new Who(names(at + ".roles", rule.roles()), names(at + ".callers", rule.callers()));
  }

  private static Set<String> names(String at, @Nullable List<@Nullable String> names) {
    return names == null
        ? Set.of()
        : some(
            at,
            names,
            text -> ACCOUNT.matcher(text).matches(),
            "1 to 256 characters, no control characters.");
  }

  private static Set<String> fields(String at, RuleText rule) {
    return some(
        at + ".fields",
        rule.fields(),
        field -> field.equals(TokenPolicy.ANY) || FIELD.matcher(field).matches(),
        "A field class has 1 to 128 letters, digits and _ . : - ; or * alone.");
  }

  /** Field classes that are each named, as a right beyond the policy has to. */
  static List<String> namedFields(@Nullable List<@Nullable String> fields) {
    var named =
        some(
            "fields",
            fields,
            field -> FIELD.matcher(field).matches(),
            "A field class has 1 to 128 letters, digits and _ . : -");
    return named.stream().sorted().toList();
  }

  private static Anomaly anomaly(AnomalyText text) {
    return new Anomaly(
        count("anomaly.times_usual", text.timesUsual(), MOST_TIMES),
        count("anomaly.people_at_least", text.peopleAtLeast(), PeopleSketch.MOST));
  }

  private static BreakGlassTerms breakGlass(BreakGlassText text) {
    return new BreakGlassTerms(
        Duration.ofHours(count("break_glass.hours_at_most", text.hoursAtMost(), MOST_HOURS)),
        allowance("break_glass", text.valuesPerMinute(), text.valuesPerDay(), text.peoplePerDay()));
  }

  private static Allowance allowance(
      String at, @Nullable Long perMinute, @Nullable Long perDay, @Nullable Integer people) {
    return new Allowance(
        number(at + ".values_per_minute", perMinute, MOST_VALUES),
        number(at + ".values_per_day", perDay, MOST_VALUES),
        count(at + ".people_per_day", people, PeopleSketch.MOST));
  }

  private static void absent(String at, @Nullable Object value) {
    if (value != null) {
      throw wrong(at, "A rule for tokenize has none.");
    }
  }
}
