package dev.lethe.service.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.lethe.service.policy.PolicyDocument.AnomalyText;
import dev.lethe.service.policy.PolicyDocument.BreakGlassText;
import dev.lethe.service.policy.PolicyDocument.PurposeText;
import dev.lethe.service.policy.PolicyDocument.RuleText;
import dev.lethe.service.web.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokenPolicyTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
  private static final List<String> ROLES = List.of("officer", "pipeline", "auditor");
  private static final List<String> CALLERS = List.of("ann", "ben", "shop");
  private static final List<String> FIELDS = List.of("email", "phone", "card", "name");
  private static final List<String> PURPOSES = List.of("support", "fraud_review", "incident");
  private static final List<String> SHOWS = List.of("whole", "last_four", "initial");

  /** What the rules mean, read off the document word by word. */
  private static @Nullable String naive(
      PolicyDocument document,
      Requester who,
      String operation,
      String field,
      String purpose,
      String show) {
    for (var rule : orEmpty(document.rules())) {
      boolean forWho =
          orEmpty(rule.callers()).contains(who.id())
              || orEmpty(rule.roles()).stream().anyMatch(who.roles()::contains);
      boolean forField =
          orEmpty(rule.fields()).contains("*") || orEmpty(rule.fields()).contains(field);
      boolean forPurpose =
          operation.equals("tokenize")
              || orEmpty(rule.purposes()).contains("*")
              || orEmpty(rule.purposes()).contains(purpose);
      boolean forShow =
          operation.equals("tokenize")
              || orEmpty(rule.shows()).contains("whole")
              || orEmpty(rule.shows()).contains(show);
      if (operation.equals(rule.operation()) && forWho && forField && forPurpose && forShow) {
        return rule.name();
      }
    }
    return null;
  }

  private static <T> List<T> orEmpty(@Nullable List<@Nullable T> list) {
    var present = new ArrayList<T>();
    if (list != null) {
      list.forEach(one -> {
        if (one != null) {
          present.add(one);
        }
      });
    }
    return present;
  }

  @Test
  void aPolicyAllowsExactlyWhatItsRulesSayReadWordByWord() {
    var random = new Random(4711);
    int allowed = 0;
    for (int round = 0; round < 300; round++) {
      var document = anyDocument(random);
      var policy = PolicyReader.read(document);
      for (int i = 0; i < 50; i++) {
        var who = new Requester(one(random, CALLERS), Set.copyOf(some(random, ROLES, 0)));
        var field = one(random, FIELDS);
        var purpose = one(random, PURPOSES);
        var show = one(random, SHOWS);
        var reveal =
            TokenPolicy.first(policy.revealing(who, purpose, show), field)
                .map(TokenPolicy.RevealRule::name)
                .orElse(null);
        var tokenize =
            policy.tokenizing(who).stream()
                .filter(rule -> rule.allows(field))
                .map(TokenPolicy.TokenizeRule::name)
                .findFirst()
                .orElse(null);
        assertThat(reveal).isEqualTo(naive(document, who, "reveal", field, purpose, show));
        assertThat(tokenize).isEqualTo(naive(document, who, "tokenize", field, purpose, show));
        allowed += reveal == null ? 0 : 1;
      }
    }
    assertThat(allowed).as("cases of both kinds").isBetween(1_000, 14_000);
  }

  @Test
  void whatShipsLetsPipelinesTokenizeAndOfficersRevealForDeclaredPurposes() throws IOException {
    var policy = PolicyReader.read(shipped());
    var pipeline = new Requester("shop", Set.of("pipeline"));
    var officer = new Requester("olga", Set.of("officer"));
    assertThat(policy.tokenizing(pipeline)).hasSize(1);
    assertThat(policy.tokenizing(officer)).isEmpty();
    assertThat(policy.revealing(officer, "support", "last_four")).hasSize(1);
    assertThat(policy.revealing(pipeline, "support", "whole")).isEmpty();
    assertThat(policy.purposes()).contains("subject_access", "fraud_review");
  }

  @Test
  void aPolicyWithoutRulesAllowsNothing() {
    var policy = PolicyReader.read(document(List.of()));
    assertThat(policy.tokenizing(new Requester("a", Set.copyOf(ROLES)))).isEmpty();
    assertThat(policy.revealing(new Requester("a", Set.copyOf(ROLES)), "support", "whole"))
        .isEmpty();
  }

  @Test
  void documentsThatSayTooLittleOrTooMuchAreRefusedByField() {
    refused("rules", new PolicyDocument(purposes(), null, anomaly(), breakGlass()));
    refused("anomaly", new PolicyDocument(purposes(), List.of(), null, breakGlass()));
    refused("break_glass", new PolicyDocument(purposes(), List.of(), anomaly(), null));
    refused("purposes", new PolicyDocument(null, List.of(), anomaly(), breakGlass()));
    refused(
        "purposes[1].code",
        new PolicyDocument(
            List.of(new PurposeText("a", "x"), new PurposeText("a", "x")),
            List.of(),
            anomaly(),
            breakGlass()));
    refused(
        "break_glass.hours_at_most",
        new PolicyDocument(purposes(), List.of(), anomaly(), new BreakGlassText(1_000, 1L, 1L, 1)));
    refusedRule("rules[0].name", reveal("Bad Name", List.of("email"), List.of("support"), 1L));
    refusedRule("rules[0].fields", reveal("r", List.of(), List.of("support"), 1L));
    refusedRule("rules[0].fields[0]", reveal("r", List.of("e*"), List.of("support"), 1L));
    refusedRule("rules[0].purposes[0]", reveal("r", List.of("email"), List.of("bench"), 1L));
    refusedRule("rules[0].values_per_minute", reveal("r", List.of("*"), List.of("*"), null));
    refusedRule("rules[0].values_per_minute", reveal("r", List.of("*"), List.of("*"), 0L));
    refusedRule("rules[0].roles", rule("r", null, null, "tokenize", null, null));
    refusedRule("rules[0].operation", rule("r", ROLES, null, "burn", null, null));
    refusedRule("rules[0].purposes", rule("r", ROLES, null, "tokenize", List.of("*"), null));
    refusedRule("rules[0].shows[0]", rule("r", ROLES, null, "reveal", List.of("*"), List.of("x")));
    refused(
        "rules[1].name",
        document(
            List.of(
                reveal("r", List.of("*"), List.of("*"), 1L),
                reveal("r", List.of("*"), List.of("*"), 1L))));
  }

  private static void refusedRule(String field, RuleText rule) {
    refused(field, document(List.of(rule)));
  }

  private static void refused(String field, PolicyDocument document) {
    assertThatThrownBy(() -> PolicyReader.read(document))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().extensions()).containsEntry("field", field));
  }

  private static RuleText reveal(
      String name, List<String> fields, List<String> purposes, @Nullable Long perMinute) {
    return new RuleText(
        name,
        List.of("officer"),
        null,
        "reveal",
        List.copyOf(fields),
        List.copyOf(purposes),
        List.of("whole"),
        perMinute,
        1L,
        1);
  }

  private static RuleText rule(
      String name,
      @Nullable List<String> roles,
      @Nullable List<String> callers,
      String operation,
      @Nullable List<String> purposes,
      @Nullable List<String> shows) {
    boolean reveal = operation.equals("reveal");
    return new RuleText(
        name,
        roles == null ? null : List.copyOf(roles),
        callers == null ? null : List.copyOf(callers),
        operation,
        List.of("*"),
        purposes == null ? null : List.copyOf(purposes),
        shows == null ? null : List.copyOf(shows),
        reveal ? 1L : null,
        reveal ? 1L : null,
        reveal ? 1 : null);
  }

  private static PolicyDocument anyDocument(Random random) {
    var rules = new ArrayList<RuleText>();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      boolean reveal = random.nextInt(3) > 0;
      boolean byRole = random.nextBoolean();
      rules.add(
          new RuleText(
              "r" + i,
              byRole ? List.copyOf(some(random, ROLES, 1)) : null,
              byRole ? null : List.copyOf(some(random, CALLERS, 1)),
              reveal ? "reveal" : "tokenize",
              starOr(random, FIELDS),
              reveal ? starOr(random, PURPOSES) : null,
              reveal ? List.copyOf(some(random, SHOWS, 1)) : null,
              reveal || random.nextBoolean() ? 5L : null,
              reveal ? 5L : null,
              reveal ? 5 : null));
    }
    return document(rules);
  }

  private static List<@Nullable String> starOr(Random random, List<String> names) {
    return random.nextInt(4) == 0 ? List.of("*") : List.copyOf(some(random, names, 1));
  }

  private static List<String> some(Random random, List<String> names, int least) {
    var some = new ArrayList<String>();
    for (var name : names) {
      if (random.nextBoolean()) {
        some.add(name);
      }
    }
    return some.size() < least ? List.of(one(random, names)) : some;
  }

  private static String one(Random random, List<String> names) {
    return names.get(random.nextInt(names.size()));
  }

  private static PolicyDocument document(List<RuleText> rules) {
    return new PolicyDocument(purposes(), List.copyOf(rules), anomaly(), breakGlass());
  }

  private static List<@Nullable PurposeText> purposes() {
    var purposes = new ArrayList<@Nullable PurposeText>();
    PURPOSES.forEach(code -> purposes.add(new PurposeText(code, "x")));
    return purposes;
  }

  private static AnomalyText anomaly() {
    return new AnomalyText(5, 100);
  }

  private static BreakGlassText breakGlass() {
    return new BreakGlassText(8, 10L, 10L, 10);
  }

  private static PolicyDocument shipped() throws IOException {
    try (var in = PolicyDocument.class.getResourceAsStream("token-policy.json")) {
      return JSON.readValue(in, PolicyDocument.class);
    }
  }
}
