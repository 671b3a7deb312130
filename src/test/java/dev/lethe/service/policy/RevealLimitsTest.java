package dev.lethe.service.policy;

import static dev.lethe.service.policy.PolicyCalls.PROBLEM;
import static dev.lethe.service.policy.PolicyCalls.change;
import static dev.lethe.service.policy.PolicyCalls.get;
import static dev.lethe.service.policy.PolicyCalls.post;
import static dev.lethe.service.policy.PolicyCalls.reveal;
import static dev.lethe.service.policy.PolicyCalls.shipped;
import static dev.lethe.service.policy.PolicyCalls.tokenize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.policy.BreakGlassService.Wish;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.testing.Given;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.ValidatableResponse;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a caller meets who reveals too much, or needs more than the rules allow. */
@LetheTest
class RevealLimitsTest {
  private static final String STOPS = "/api/v1/reveals/stops";
  private static final String BREAK_GLASS = "/api/v1/reveals/break-glass";
  private static final List<String> EMAIL = List.of("email");

  private final IdentityService identity;
  private final BreakGlassStore rights;
  private final PolicyInForce inForce;
  private final AuditService audit;
  private final AgroalDataSource lethe;
  private final String officerName = "o-" + UUID.randomUUID();
  private final String officer = SignIn.token(officerName, "officer");
  private final String approver = SignIn.token("second", "approver");

  RevealLimitsTest(
      IdentityService identity,
      BreakGlassStore rights,
      PolicyInForce inForce,
      AuditService audit,
      AgroalDataSource lethe) {
    this.identity = identity;
    this.rights = rights;
    this.inForce = inForce;
    this.audit = audit;
    this.lethe = lethe;
  }

  @BeforeEach
  @AfterEach
  void shipAgain() {
    change(shipped());
  }

  @Test
  void whoRevealsTooFastIsToldWhenToComeAgain() {
    officersReveal(3, 100, 100);
    var tokens = tokens(3);
    reveal(officer, "support", "email", tokens).statusCode(200);
    String seconds =
        reveal(officer, "support", "email", tokens)
            .statusCode(429)
            .body("type", equalTo(PROBLEM + "too-many-requests"))
            .extract()
            .header("Retry-After");
    assertThat(Integer.parseInt(seconds)).isBetween(1, 60);
    reveal(officer, "support", "email", tokens(4)).statusCode(429).body("max_values", equalTo(3));
  }

  @Test
  void whoAsksForTooManyPeopleSeesNothingUntilASecondPersonLiftsTheStop() throws SQLException {
    officersReveal(1_000, 1_000, 5);
    var tokens = tokens(30);
    reveal(officer, "support", "email", tokens.subList(0, 3)).statusCode(200);
    reveal(officer, "support", "email", tokens)
        .statusCode(403)
        .body("type", equalTo(PROBLEM + "reveals-stopped"))
        .body("value", nullValue());
    reveal(officer, "support", "email", tokens.subList(0, 1)).statusCode(403);
    String stop =
        get(SignIn.auditor(), STOPS + "?limit=1")
            .body("items[0].caller", equalTo(officerName))
            .body("items[0].state", equalTo("stopped"))
            .body("items[0].why", equalTo("people_per_day"))
            .body("items[0].bound", equalTo(5))
            .body("items[0].id", startsWith("stp_"))
            .extract()
            .path("items[0].id");
    get(SignIn.auditor(), STOPS + "?waiting=true&limit=500").body("items.id", hasItem(stop));
    lift(officer, stop).statusCode(403);
    lift(SignIn.token(officerName, "officer", "approver"), stop)
        .statusCode(403)
        .body("type", equalTo(PROBLEM + "four-eyes"));
    post(approver, STOPS + "/" + stop + "/lift", "{}")
        .statusCode(400)
        .body("field", equalTo("reason"));
    lift(approver, stop).statusCode(200).body("lifted_by", equalTo("second"));
    lift(approver, stop).statusCode(409).body("type", equalTo(PROBLEM + "wrong-state"));
    get(SignIn.auditor(), STOPS + "/" + stop).body("state", equalTo("lifted"));
    get(SignIn.auditor(), STOPS + "?waiting=true&limit=500").body("items.id", not(hasItem(stop)));
    reveal(officer, "support", "email", tokens.subList(0, 3)).statusCode(200);
    assertThat(logged("tokens.reveals_stopped", officerName)).hasSize(1);
    assertThat(logged("tokens.refused", officerName))
        .allMatch(entry -> !entry.contains("marked-value"))
        .anyMatch(entry -> entry.contains("reveals-stopped"));
    lift(approver, "stp_x").statusCode(404);
    get(SignIn.auditor(), STOPS + "?after=bm8").statusCode(400);
  }

  @Test
  void tokensThatDoNotOpenUseTheQuotaUpAsWell() {
    officersReveal(1_000, 2, 100);
    var foreign = tokens(1).getFirst();
    // Genuine for another field class: everything about it is right but the seal.
    reveal(officer, "support", "phone", List.of(foreign, foreign))
        .statusCode(200)
        .body("problems.'0'.type", equalTo(PROBLEM + "invalid-token"));
    reveal(officer, "support", "email", List.of(foreign)).statusCode(429);
  }

  @Test
  void twoPersonsGiveARightForATimeAndEveryUseOfItIsLogged() throws SQLException {
    officersReveal("phone");
    var tokens = tokens(1);
    revealed(tokens, false);
    String right =
        ask(officer, "\"email\"", "support", 2)
            .statusCode(201)
            .body("id", startsWith("bgl_"))
            .body("state", equalTo("asked"))
            .body("caller", equalTo(officerName))
            .body("fields", equalTo(EMAIL))
            .body("ends_at", nullValue())
            .extract()
            .path("id");
    revealed(tokens, false);
    get(SignIn.auditor(), BREAK_GLASS + "?waiting=true&limit=500").body("items.id", hasItem(right));
    confirm(officer, right).statusCode(403);
    confirm(SignIn.token(officerName, "approver"), right)
        .statusCode(403)
        .body("type", equalTo(PROBLEM + "four-eyes"));
    revealed(tokens, false);
    confirm(approver, right)
        .statusCode(200)
        .body("state", equalTo("active"))
        .body("confirmed_by", equalTo("second"))
        .body("ends_at", notNullValue());
    get(SignIn.auditor(), BREAK_GLASS + "?waiting=true&limit=500")
        .body("items.id", not(hasItem(right)));
    confirm(SignIn.approver(), right).statusCode(409);
    revealed(tokens, true);
    assertThat(logged("tokens.revealed_under_break_glass", officerName))
        .singleElement()
        .asString()
        .contains(right, "support", "ticket 7");
    reveal(officer, "fraud_review", "email", tokens)
        .body("problems.'0'.type", equalTo(PROBLEM + "field-not-allowed"));
    reveal(SignIn.officer(), "support", "email", tokens)
        .body("problems.'0'.type", equalTo(PROBLEM + "field-not-allowed"));
    end(SignIn.officer(), right).statusCode(403);
    end(officer, right).statusCode(200).body("state", equalTo("ended"));
    end(approver, right).statusCode(409);
    revealed(tokens, false);
    for (var step : List.of("asked", "confirmed", "ended")) {
      assertThat(
              logged(
                  "tokens.break_glass_" + step, step.equals("confirmed") ? "second" : officerName))
          .anyMatch(entry -> entry.contains(right));
    }
  }

  @Test
  void aRightEndsByItselfAndOneThatNobodyConfirmedLapses() {
    officersReveal("phone");
    String right = ask(officer, "\"email\"", "support", 2).extract().path("id");
    String late = ask(officer, "\"email\"", "support", 2).extract().path("id");
    confirm(approver, right).statusCode(200);
    var id = Ids.parse(Ids.BREAK_GLASS, right);
    var ends = Objects.requireNonNull(rights.find(id).orElseThrow().endsAt());
    assertThat(rights.active(officerName, "support", ends.minusMillis(1))).hasSize(1);
    assertThat(rights.active(officerName, "support", ends)).isEmpty();
    assertThat(rights.find(id).orElseThrow().state(ends)).isEqualTo(BreakGlass.State.EXPIRED);
    var inTwoDays = service(Instant.now().plus(Duration.ofDays(2)));
    assertThat(refusal(() -> inTwoDays.confirm(Ids.parse(Ids.BREAK_GLASS, late), "second")))
        .isEqualTo(ProblemType.WRONG_STATE);
    assertThat(refusal(() -> inTwoDays.end(id, officerName, false)))
        .isEqualTo(ProblemType.WRONG_STATE);
    assertThat(inTwoDays.show(Ids.parse(Ids.BREAK_GLASS, late)).state()).isEqualTo("lapsed");
  }

  @Test
  void aRightHoldsNoLongerThanThePolicyOfItsConfirmationAllows() {
    var now = Instant.parse("2026-03-01T12:00:00Z");
    var service = service(now);
    var asked =
        QuarkusTransaction.requiringNew()
            .call(() -> service.ask(officerName, new Wish(EMAIL, "support", "ticket 7", 8)));
    var next = shipped();
    ((ObjectNode) next.required("break_glass")).put("hours_at_most", 1);
    change(next);
    var confirmed =
        QuarkusTransaction.requiringNew()
            .call(() -> service.confirm(Ids.parse(Ids.BREAK_GLASS, asked.id()), "second"));
    assertThat(confirmed.endsAt()).isEqualTo(now.plus(Duration.ofHours(1)));
  }

  @Test
  void aRightHasLimitsOfItsOwn() {
    var next = officersReveal("phone");
    ((ObjectNode) next.required("break_glass")).put("values_per_day", 1);
    change(next);
    String right = ask(officer, "\"email\"", "support", 1).extract().path("id");
    confirm(approver, right);
    var tokens = tokens(1);
    revealed(tokens, true);
    reveal(officer, "support", "email", tokens).statusCode(429);
  }

  @Test
  void wishesThatSayTooLittleOrTooMuchAreRefused() {
    ask(officer, "", "support", 1).statusCode(400).body("field", equalTo("fields"));
    ask(officer, "\"*\"", "support", 1).statusCode(400).body("field", equalTo("fields[0]"));
    ask(officer, "\"email\"", "curiosity", 1)
        .statusCode(400)
        .body("type", equalTo(PROBLEM + "purpose-not-declared"));
    ask(officer, "\"email\"", "support", 9).statusCode(400).body("field", equalTo("hours"));
    ask(officer, "\"email\"", "support", 0).statusCode(400).body("field", equalTo("hours"));
    post(officer, BREAK_GLASS, "{\"fields\":[\"email\"]}")
        .statusCode(400)
        .body("field", equalTo("purpose"));
    post(officer, BREAK_GLASS, "{\"fields\":[\"email\"],\"purpose\":\"support\",\"hours\":1}")
        .statusCode(400)
        .body("field", equalTo("reason"));
    ask(SignIn.pipeline(), "\"email\"", "support", 1).statusCode(403);
    confirm(approver, "bgl_x").statusCode(404);
    get(SignIn.auditor(), BREAK_GLASS + "/stp_x").statusCode(404);
  }

  @Test
  void rightsAreListedNewestFirst() {
    String older = ask(officer, "\"email\"", "support", 1).extract().path("id");
    String newer = ask(officer, "\"email\"", "support", 1).extract().path("id");
    String next =
        get(SignIn.auditor(), BREAK_GLASS + "?limit=1")
            .body("items[0].id", equalTo(newer))
            .extract()
            .path("next");
    get(SignIn.auditor(), BREAK_GLASS + "?limit=1&after=" + next)
        .body("items[0].id", equalTo(older));
    end(officer, newer).statusCode(200).body("state", equalTo("ended"));
    confirm(approver, newer).statusCode(409);
    end(approver, older).statusCode(200);
  }

  private void revealed(List<String> tokens, boolean shown) {
    reveal(officer, "support", "email", tokens)
        .statusCode(200)
        .body("value[0]", shown ? equalTo("marked-value") : nullValue());
  }

  private static void officersReveal(long perMinute, long perDay, int people) {
    var next = shipped();
    ((ObjectNode) next.required("rules").required(1))
        .put("values_per_minute", perMinute)
        .put("values_per_day", perDay)
        .put("people_per_day", people);
    change(next);
  }

  private static ObjectNode officersReveal(String field) {
    var next = shipped();
    ((ObjectNode) next.required("rules").required(1)).putArray("fields").add(field);
    change(next);
    return next;
  }

  private BreakGlassService service(Instant now) {
    return new BreakGlassService(rights, inForce, audit, new SecureRandom(), () -> now);
  }

  private static ProblemType refusal(java.util.concurrent.Callable<?> work) {
    try {
      QuarkusTransaction.requiringNew().call(work);
    } catch (ProblemException e) {
      return e.type();
    }
    throw new AssertionError("nothing was refused");
  }

  private static ValidatableResponse ask(String token, String fields, String purpose, int hours) {
    return post(
        token,
        BREAK_GLASS,
        "{\"fields\":[%s],\"purpose\":\"%s\",\"reason\":\"ticket 7\",\"hours\":%d}"
            .formatted(fields, purpose, hours));
  }

  private static ValidatableResponse confirm(String token, String right) {
    return post(token, BREAK_GLASS + "/" + right + "/confirmation", "");
  }

  private static ValidatableResponse end(String token, String right) {
    return post(token, BREAK_GLASS + "/" + right + "/end", "");
  }

  private static ValidatableResponse lift(String token, String stop) {
    return post(token, STOPS + "/" + stop + "/lift", "{\"reason\":\"ticket 8\"}");
  }

  private List<String> tokens(int count) {
    var profiles =
        Given.profiles(identity, count).stream().map(profile -> profile.id().toString()).toList();
    return tokenize(SignIn.pipeline(), "email", profiles).statusCode(200).extract().path("token");
  }

  private List<String> logged(String type, String actor) throws SQLException {
    try (var c = lethe.getConnection();
        var s =
            c.prepareStatement("select body::text from log_entry where type = ? and actor = ?")) {
      s.setString(1, type);
      s.setString(2, actor);
      try (var rows = s.executeQuery()) {
        var found = new ArrayList<String>();
        while (rows.next()) {
          found.add(rows.getString(1));
        }
        return found;
      }
    }
  }
}
