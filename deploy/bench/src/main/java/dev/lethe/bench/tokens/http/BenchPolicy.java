package dev.lethe.bench.tokens.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.util.Map;

/**
 * A token policy under which an officer may reveal as fast as the service can, for a purpose of its
 * own. Closing it puts the policy back that was in force.
 */
final class BenchPolicy implements AutoCloseable {
  static final String PURPOSE = "bench";
  private static final String POLICY = "/api/v1/token-policy";
  private static final long NO_BOUND = 1_000_000_000L;
  private static final int MOST_PEOPLE = 100_000;

  private final LetheApi officer;
  private final LetheApi approver;
  private final JsonNode before;

  private BenchPolicy(LetheApi officer, LetheApi approver, JsonNode before) {
    this.officer = officer;
    this.approver = approver;
    this.before = before;
  }

  /** One proposes and the other confirms, as any change of the policy needs it. */
  static BenchPolicy putInForce(LetheApi officer, LetheApi approver) throws ApiException {
    ObjectNode before = approver.get(POLICY).required("policy").deepCopy();
    // A run that was killed has left its own behind.
    before.withArray("purposes").removeIf(purpose -> isOurs(purpose, "code"));
    before.withArray("rules").removeIf(rule -> isOurs(rule, "name"));
    ObjectNode next = before.deepCopy();
    next.withArray("purposes").addObject().put("code", PURPOSE).put("description", "Measuring.");
    // Before all others: a rule for every declared purpose would count with its limits.
    ObjectNode rule = next.withArray("rules").insertObject(0);
    rule.put("name", PURPOSE).put("operation", "reveal").putArray("roles").add("officer");
    rule.putArray("fields").add("*");
    rule.putArray("purposes").add(PURPOSE);
    rule.putArray("shows").add("whole");
    rule.put("values_per_minute", NO_BOUND).put("values_per_day", NO_BOUND);
    rule.put("people_per_day", MOST_PEOPLE);
    var policy = new BenchPolicy(officer, approver, before);
    policy.change(next);
    return policy;
  }

  private static boolean isOurs(JsonNode node, String member) {
    return node.path(member).asText().equals(PURPOSE);
  }

  private void change(JsonNode policy) throws ApiException {
    long newest = approver.get(POLICY).required("version").asLong();
    String proposal =
        officer
            .post(
                POLICY + "/proposals",
                Map.of("based_on", newest, "reason", "measuring tokens", "policy", policy))
            .required("id")
            .asText();
    approver.post(POLICY + "/proposals/" + proposal + "/confirmation", Map.of());
  }

  @Override
  public void close() throws ApiException {
    change(before);
  }
}
