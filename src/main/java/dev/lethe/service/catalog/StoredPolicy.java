package dev.lethe.service.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lethe.piicatalog.DatasetPolicy;
import dev.lethe.piicatalog.DatasetPolicy.Suppressed;
import dev.lethe.piicatalog.DatasetPolicy.Unlisted;
import dev.lethe.piicatalog.FieldRule;
import dev.lethe.piicatalog.SubjectRule;
import dev.lethe.piicatalog.Suite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A policy as its row keeps it; one from before identifiers were known has none. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredPolicy(
    String dataset,
    List<SubjectRule> subjects,
    List<Rule> fields,
    @Nullable Map<String, String> identifiers,
    Suppressed suppressed,
    Unlisted unlisted,
    String profileOutput,
    String customerOutput) {

  /** One field's rule; suite and class are there for tokens only. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Rule(String path, String rule, @Nullable Suite suite, @Nullable String fieldClass) {}

  static StoredPolicy of(DatasetPolicy policy) {
    return new StoredPolicy(
        policy.dataset(),
        policy.subjects(),
        policy.fields().entrySet().stream().map(e -> rule(e.getKey(), e.getValue())).toList(),
        policy.identifiers(),
        policy.suppressed(),
        policy.unlisted(),
        policy.profileOutput(),
        policy.customerOutput());
  }

  DatasetPolicy policy() {
    Map<String, FieldRule> rules = new LinkedHashMap<>();
    fields.forEach(field -> rules.put(field.path(), rule(field)));
    return new DatasetPolicy(
        dataset,
        subjects,
        rules,
        identifiers == null ? Map.of() : identifiers,
        suppressed,
        unlisted,
        profileOutput,
        customerOutput);
  }

  private static Rule rule(String path, FieldRule rule) {
    return switch (rule) {
      case FieldRule.Pass() -> new Rule(path, "pass", null, null);
      case FieldRule.Drop() -> new Rule(path, "drop", null, null);
      case FieldRule.Subject() -> new Rule(path, "subject", null, null);
      case FieldRule.Tokenize(Suite suite, String fieldClass) ->
          new Rule(path, "tokenize", suite, fieldClass);
      case FieldRule.Seal(String fieldClass) -> new Rule(path, "seal", Suite.RANDOM, fieldClass);
    };
  }

  private static FieldRule rule(Rule stored) {
    Suite suite = stored.suite();
    String fieldClass = stored.fieldClass();
    if (suite != null && fieldClass != null) {
      return stored.rule().equals("seal")
          ? new FieldRule.Seal(fieldClass)
          : new FieldRule.Tokenize(suite, fieldClass);
    }
    return switch (stored.rule()) {
      case "pass" -> new FieldRule.Pass();
      case "subject" -> new FieldRule.Subject();
      case "drop" -> new FieldRule.Drop();
      default ->
          throw new IllegalStateException("unknown rule in a stored policy: " + stored.rule());
    };
  }
}
