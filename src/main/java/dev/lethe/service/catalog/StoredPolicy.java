package dev.lethe.service.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lethe.piicatalog.Alphabet;
import dev.lethe.piicatalog.DatasetPolicy;
import dev.lethe.piicatalog.DatasetPolicy.Suppressed;
import dev.lethe.piicatalog.DatasetPolicy.Unlisted;
import dev.lethe.piicatalog.FieldRule;
import dev.lethe.piicatalog.SubjectRule;
import dev.lethe.piicatalog.Suite;
import dev.lethe.piicatalog.TokenRule;
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
    String customerOutput,
    @Nullable String keyOutput) {

  /** One field's rule; suite, alphabet and class are there for tokens only. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Rule(
      String path,
      String rule,
      @Nullable Suite suite,
      @Nullable Alphabet alphabet,
      @Nullable String fieldClass) {
    private static Rule plain(String path, String rule) {
      return new Rule(path, rule, null, null, null);
    }
  }

  static StoredPolicy of(DatasetPolicy policy) {
    return new StoredPolicy(
        policy.dataset(),
        policy.subjects(),
        policy.fields().entrySet().stream().map(e -> rule(e.getKey(), e.getValue())).toList(),
        policy.identifiers(),
        policy.suppressed(),
        policy.unlisted(),
        policy.profileOutput(),
        policy.customerOutput(),
        policy.keyOutput());
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
        customerOutput,
        keyOutput);
  }

  private static Rule rule(String path, FieldRule rule) {
    return switch (rule) {
      case FieldRule.Pass() -> Rule.plain(path, "pass");
      case FieldRule.Drop() -> Rule.plain(path, "drop");
      case FieldRule.Subject() -> Rule.plain(path, "subject");
      case FieldRule.Tokenize(Suite suite, String fieldClass) ->
          new Rule(path, "tokenize", suite, null, fieldClass);
      case FieldRule.Form(TokenRule token, String fieldClass) ->
          new Rule(path, "tokenize", token.suite(), token.alphabet(), fieldClass);
      case FieldRule.Seal(String fieldClass) ->
          new Rule(path, "seal", Suite.RANDOM, null, fieldClass);
    };
  }

  private static FieldRule rule(Rule stored) {
    Suite suite = stored.suite();
    String fieldClass = stored.fieldClass();
    if (suite != null && fieldClass != null) {
      return stored.rule().equals("seal")
          ? new FieldRule.Seal(fieldClass)
          : FieldRule.of(new TokenRule(suite, stored.alphabet()), fieldClass);
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
