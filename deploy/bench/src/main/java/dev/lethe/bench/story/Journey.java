package dev.lethe.bench.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.cli.api.ApiException;
import dev.lethe.cli.api.LetheApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One request on its way through the public API, officer and approver each doing their own part.
 */
final class Journey {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int LOOKS_FOR_PERSON = 120;
  private static final int LOOKS_FOR_END = 1200;
  private static final Set<String> ENDED =
      Set.of("completed", "completed_with_exceptions", "no_match", "withdrawn", "denied");

  private final LetheApi officer;
  private final LetheApi approver;
  private final Subject subject;
  private final String id;

  private Journey(LetheApi officer, LetheApi approver, Subject subject, String id) {
    this.officer = officer;
    this.approver = approver;
    this.subject = subject;
    this.id = id;
  }

  /** Receives a request as the person would make it. */
  static Journey received(
      LetheApi officer, LetheApi approver, Subject subject, Map<String, Object> more)
      throws ApiException {
    Map<String, Object> body = new HashMap<>(more);
    body.put("identifiers", subject.identifiers());
    body.putIfAbsent("channel", "email");
    JsonNode request = officer.post("/api/v1/requests", body);
    return new Journey(officer, approver, subject, request.required("id").asText());
  }

  Subject subject() {
    return subject;
  }

  String id() {
    return id;
  }

  JsonNode read() throws ApiException {
    return officer.get("/api/v1/requests/" + id);
  }

  /** Records that the person is who they say; tells whether exactly one customer is found. */
  boolean verified() throws ApiException {
    List<Map<String, String>> evidence = new ArrayList<>();
    subject
        .identifiers()
        .forEach(one -> evidence.add(Map.of("kind", one.get("kind"), "outcome", "matched")));
    evidence.add(Map.of("kind", "signed_declaration", "outcome", "confirmed"));
    act(
        officer,
        "verification",
        Map.of("degree", "reasonable", "method", "data_points", "evidence", evidence));
    JsonNode found =
        await(
            LOOKS_FOR_PERSON,
            request -> !state(request).equals("verifying") && !state(request).equals("received"));
    return state(found).equals("resolved") && !found.at("/subject/customer").isNull();
  }

  /**
   * Plans; gives the profiles that the plan is about. Where the plan asks whether a record is the
   * requester's, the officer answers as somebody who can tell.
   */
  Set<String> planned(Predicate<String> own) throws ApiException {
    act(officer, "plan", Map.of());
    JsonNode plan = officer.get("/api/v1/requests/" + id + "/plan");
    if (answered(plan, own)) {
      act(officer, "plan", Map.of());
      plan = officer.get("/api/v1/requests/" + id + "/plan");
    }
    Set<String> profiles = new TreeSet<>();
    plan.path("profiles").forEach(profile -> profiles.add(profile.path("id").asText()));
    return profiles;
  }

  private boolean answered(JsonNode plan, Predicate<String> own) throws ApiException {
    boolean asked = false;
    for (JsonNode held : plan.path("held")) {
      if (held.path("treatment").asText().equals("ask")) {
        boolean same = own.test(held.path("id").asText());
        officer.post(
            "/api/v1/identity/reviews/" + held.path("review").asText() + "/decision",
            Map.of(
                "verdict",
                same ? "same" : "dismiss",
                "reason",
                "Compared with what the person sent."));
        asked = true;
      }
    }
    return asked;
  }

  /** Lets the second person approve; execution starts by itself. */
  void approved() throws ApiException {
    act(
        approver,
        "approval",
        Map.of("decision", "approve", "reason", "Plan is complete and lawful."));
  }

  /** Waits until the request is over. */
  JsonNode ended() throws ApiException {
    return await(
        LOOKS_FOR_END,
        request -> ENDED.contains(state(request)) || state(request).startsWith("denied"));
  }

  /** How far the systems are, in one clause. */
  static String progress(JsonNode request) {
    JsonNode systems = request.path("systems");
    return "%s: %s, %d of %d systems done"
        .formatted(
            number(request),
            state(request),
            systems.path("done").asInt() + systems.path("verified").asInt(),
            systems.path("total").asInt());
  }

  static String state(JsonNode request) {
    return request.path("state").asText().toLowerCase(Locale.ROOT);
  }

  static String number(JsonNode request) {
    return request.path("number").asText();
  }

  private void act(LetheApi who, String action, Object body) throws ApiException {
    who.post("/api/v1/requests/" + id + "/" + action, body);
  }

  private JsonNode await(int looks, Predicate<JsonNode> reached) throws ApiException {
    for (int look = 0; look < looks; look++) {
      JsonNode request = read();
      if (reached.test(request)) {
        return request;
      }
      pause();
    }
    throw new IllegalStateException("Gave up waiting: " + progress(read()));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a request.", e);
    }
  }
}
