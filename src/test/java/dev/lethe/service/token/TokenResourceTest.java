package dev.lethe.service.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.testing.Given;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.LogCapture;
import dev.lethe.service.testing.SignIn;
import dev.lethe.service.vault.SuppressionService;
import dev.lethe.service.vault.VaultService;
import io.agroal.api.AgroalDataSource;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LetheTest
class TokenResourceTest {
  private static final String MARKED = "marked-value@example.org";
  private static final String PROBLEM = "urn:lethe:problem:";

  private final IdentityService identity;
  private final VaultService vault;
  private final SuppressionService suppression;
  private final AgroalDataSource lethe;
  private List<IdentityService.ProfileRef> profiles = List.of();

  TokenResourceTest(
      IdentityService identity,
      VaultService vault,
      SuppressionService suppression,
      AgroalDataSource lethe) {
    this.identity = identity;
    this.vault = vault;
    this.suppression = suppression;
    this.lethe = lethe;
  }

  @BeforeEach
  void makeProfiles() {
    profiles = Given.profiles(identity, 2);
  }

  @Test
  void tokensOfItemsRevealTheirValuesInOrder() {
    var tokens =
        create(items(item(0, "email", 1, MARKED), item(1, "email", 2, "other")))
            .statusCode(200)
            .body("items", hasSize(2))
            .body("items[0].ref", equalTo("r0"))
            .extract()
            .<List<String>>path("items.token");
    reveal(
            "support",
            "ticket 7",
            revealItem(tokens.get(1), "email"),
            revealItem(tokens.get(0), "email"))
        .statusCode(200)
        .body("items.value", equalTo(List.of("other", MARKED)));
  }

  @Test
  void deterministicTokensAreEqualWithinAProfileOnly() {
    create(items(item(0, "email", 2, "x"), item(0, "email", 2, "x"), item(1, "email", 2, "x")))
        .body("items[0].token", notNullValue())
        .body("items[2].token", notNullValue());
    List<String> tokens =
        create(items(item(0, "email", 2, "x"), item(0, "email", 2, "x"), item(1, "email", 2, "x")))
            .extract()
            .path("items.token");
    assertThat(tokens.get(0)).isEqualTo(tokens.get(1)).isNotEqualTo(tokens.get(2));
  }

  @Test
  void randomTokensNeverRepeat() {
    List<String> tokens =
        create(items(item(0, "email", 1, "x"), item(0, "email", 1, "x")))
            .extract()
            .path("items.token");
    assertThat(tokens.get(0)).isNotEqualTo(tokens.get(1));
  }

  @Test
  void columnsAnswerColumns() {
    create(
            "{\"field\":\"email\",\"suite\":2,\"profile\":[\"%s\",\"prf_00000000000000000000000000\"],\"value\":[\"a\",\"b\"]}"
                .formatted(profiles.get(0).id()))
        .statusCode(200)
        .body("token[0]", notNullValue())
        .body("token[1]", nullValue())
        .body("problems.'1'.type", equalTo(PROBLEM + "not-found"));
  }

  @Test
  void columnsNamePeopleBySourceAndKeyAndUnseenOnesGetAProfile() {
    var key = "k-" + UUID.randomUUID();
    var erased = key + "-erased";
    suppression.suppress(SuppressionService.sourceKeys("web"), List.of(erased), "req_test");
    var keys = "\"%1$s\",\"%1$s-2\",\"%1$s\",\"%2$s\",null,\" \"".formatted(key, erased);
    List<String> made =
        createNamed(keys, "\"a\",\"a\",\"a\",\"x\",\"y\",\"z\"")
            .statusCode(200)
            .body("problems", aMapWithSize(3))
            .body("problems.'3'.type", equalTo(PROBLEM + "suppressed"))
            .body("problems.'4'.type", equalTo(PROBLEM + "missing-field"))
            .body("problems.'5'.type", equalTo(PROBLEM + "missing-field"))
            .extract()
            .path("token");
    assertThat(made.get(0)).isEqualTo(made.get(2)).isNotEqualTo(made.get(1)).isNotNull();
    assertThat(made.get(1)).isNotNull();
    // Seen before now, and the same person as by the profile's id.
    List<String> again = createNamed("\"" + key + "\"", "\"a\"").extract().path("token");
    var profile =
        identity.ensureProfiles(List.of(new IdentityService.SourceKey("web", key))).getFirst();
    List<String> byId =
        create(
                "{\"field\":\"email\",\"suite\":2,\"profile\":[\"%s\"],\"value\":[\"a\"]}"
                    .formatted(profile.id()))
            .extract()
            .path("token");
    assertThat(again).containsExactly(made.getFirst());
    assertThat(byId).containsExactly(made.getFirst());
    given()
        .auth()
        .oauth2(SignIn.pipeline())
        .delete("/api/v1/profiles/" + profile.id())
        .then()
        .statusCode(204);
    // A new profile, under a key of its own.
    List<String> anew = createNamed("\"" + key + "\"", "\"a\"").extract().path("token");
    assertThat(anew.getFirst()).isNotNull().isNotEqualTo(made.getFirst());
    suppression.suppress(SuppressionService.sourceKeys("web"), List.of(key), "req_test");
    createNamed("\"" + key + "\"", "\"a\"")
        .body("token[0]", nullValue())
        .body("problems.'0'.type", equalTo(PROBLEM + "suppressed"));
  }

  @Test
  void columnsThatNamePeopleInTwoWaysOrHalfAreRefused() {
    create("{\"field\":\"email\",\"source_key\":[\"k\"],\"value\":[\"v\"]}")
        .statusCode(400)
        .body("field", equalTo("source"));
    create("{\"field\":\"email\",\"source\":\"web\",\"value\":[\"v\"]}").statusCode(400);
    createNamed("\"k\"", "\"v\"],\"profile\":[\"p\"").body("field", equalTo("profile"));
    createNamed("\"k\"", "\"v\"],\"items\":[").body("field", equalTo("items"));
    createNamed("\"k\"", "").statusCode(400).body("field", equalTo("value"));
  }

  private static ValidatableResponse createNamed(String keys, String values) {
    return create(
        "{\"field\":\"email\",\"suite\":2,\"source\":\"web\",\"source_key\":[%s],\"value\":[%s]}"
            .formatted(keys, values));
  }

  @Test
  void aNameThatStandsTwiceInOneObjectIsRefused() {
    var item =
        "{\"field\":\"email\",\"suite\":1,\"profile\":\"%s\",\"value\":\"a\"%s}"
            .formatted(profiles.get(0).id(), "%s");
    var again = item.formatted(",\"value\":\"b\"");
    create("{\"items\":[" + item.formatted("") + "," + again + "]}")
        .statusCode(400)
        .body("type", equalTo(PROBLEM + "malformed-json"));
    create("{\"items\":[" + item.formatted("") + "],\"items\":[]}")
        .statusCode(400)
        .body("type", equalTo(PROBLEM + "malformed-json"));
    create("{\"items\":[" + item.formatted("") + "," + item.formatted("") + "]}").statusCode(200);
  }

  @Test
  void columnsOfTokensRevealColumnsOfValues() {
    List<String> tokens =
        create(
                "{\"field\":\"email\",\"suite\":1,\"profile\":[\"%s\",\"%s\"],\"value\":[\"a\",\"b\"]}"
                    .formatted(profiles.get(0).id(), profiles.get(1).id()))
            .extract()
            .path("token");
    revealColumns("email", "\"" + tokens.get(1) + "\",null,\"" + tokens.get(0) + "\"")
        .statusCode(200)
        .body("value", equalTo(Arrays.asList("b", null, "a")))
        .body("problems.'1'.type", equalTo(PROBLEM + "missing-field"));
    revealColumns("phone", "\"" + tokens.get(1) + "\"")
        .body("value", equalTo(Arrays.asList((String) null)))
        .body("problems.'0'.type", equalTo(PROBLEM + "invalid-token"));
    revealColumns("email", "\"x\"],\"items\":[").statusCode(400).body("field", equalTo("items"));
  }

  private static ValidatableResponse revealColumns(String field, String tokens) {
    return given()
        .auth()
        .oauth2(SignIn.officer())
        .contentType("application/json")
        .body(
            "{\"purpose\":\"support\",\"reason\":\"x\",\"field\":\"%s\",\"token\":[%s]}"
                .formatted(field, tokens))
        .post("/api/v1/tokens/reveal")
        .then();
  }

  @Test
  void badItemsFailAlone() {
    create(
            items(
                item(0, "email", 6, "x"),
                item(0, "e mail", 1, "x"),
                "{\"profile\":\"nobody\",\"field\":\"email\",\"suite\":1,\"value\":\"x\"}",
                "{\"profile\":\"%s\",\"field\":\"email\",\"suite\":1}"
                    .formatted(profiles.get(0).id()),
                item(0, "no_such_class", null, "x"),
                "null",
                item(0, "email", 1, "x".repeat(70_000)),
                "{\"profile\":\"%s\",\"field\":\"email\",\"suite\":1,\"value\":\"\\ud800\"}"
                    .formatted(profiles.get(0).id()),
                item(0, "email", 1, "good")))
        .statusCode(200)
        .body("items[0].problem.type", equalTo(PROBLEM + "invalid-field"))
        .body("items[1].problem.type", equalTo(PROBLEM + "invalid-field"))
        .body("items[2].problem.type", equalTo(PROBLEM + "invalid-field"))
        .body("items[3].problem.type", equalTo(PROBLEM + "missing-field"))
        .body("items[4].problem.type", equalTo(PROBLEM + "missing-field"))
        .body("items[5].problem.type", equalTo(PROBLEM + "missing-field"))
        .body("items[6].problem.type", equalTo(PROBLEM + "value-too-large"))
        .body("items[7].problem.type", equalTo(PROBLEM + "invalid-utf8"))
        .body("items[8].token", notNullValue());
  }

  @Test
  void oneBadItemRejectsAllWhereAsked() {
    create(
            "{\"on_error\":\"reject\","
                + items(item(0, "email", 1, "x"), item(0, "email", 9, "x")).substring(1))
        .statusCode(400)
        .body("index", equalTo(1));
  }

  @Test
  void bodiesThatCannotBeReadAreRefused() {
    create("{\"items\": ").statusCode(400).body("type", equalTo(PROBLEM + "malformed-json"));
    create("{\"itemz\": []}").statusCode(400).body("type", equalTo(PROBLEM + "unknown-field"));
    create("{\"items\": 5}").statusCode(400).body("type", equalTo(PROBLEM + "invalid-field"));
    create(items(item(0, "email", 1, "x").replace("\"x\"", "5")))
        .statusCode(400)
        .body("type", equalTo(PROBLEM + "invalid-field"));
    create(items(item(0, "email", 1, "x").replace("\"suite\":1", "\"suite\":\"1\"")))
        .statusCode(400)
        .body("type", equalTo(PROBLEM + "invalid-field"));
    create("{}").statusCode(400).body("type", equalTo(PROBLEM + "missing-field"));
    create("null").statusCode(400).body("type", equalTo(PROBLEM + "missing-field"));
    create("").statusCode(400);
    create("{\"items\":[],\"items\":[]}")
        .statusCode(400)
        .body("type", equalTo(PROBLEM + "malformed-json"));
    create("[]").statusCode(400).body("type", equalTo(PROBLEM + "invalid-field"));
    create("{\"items\":[7]}").statusCode(400).body("field", equalTo("items[0]"));
    create("{\"items\":[],\"suite\":99999999999}").statusCode(400).body("field", equalTo("suite"));
    create("{\"items\":[]} {}").statusCode(400).body("type", equalTo(PROBLEM + "malformed-json"));
    create("{\"field\":\"email\",\"profile\":[],\"value\":[\"x\"]}")
        .statusCode(400)
        .body("field", equalTo("value"));
  }

  @Test
  void valuesOfEveryScriptComeBackAsTheyWere() {
    var values = List.of("Zo\u00eb", "\u5f20\u4f1f", "\ud83d\ude00 & <>", "\u0000\u001f\u2028", "");
    var body =
        values.stream()
            .map(value -> {
              var json = new StringBuilder("\"");
              value.chars().forEach(c -> json.append("\\u%04x".formatted(c)));
              return json.append('"').toString();
            })
            .collect(Collectors.joining(","));
    var owners = ("\"" + profiles.get(0).id() + "\",").repeat(values.size());
    List<String> tokens =
        create(
                "{\"field\":\"name\",\"suite\":1,\"value\":[%s],\"profile\":[%s]}"
                    .formatted(body, owners.substring(0, owners.length() - 1)))
            .extract()
            .path("token");
    revealColumns("name", "\"" + String.join("\",\"", tokens) + "\"")
        .body("value", equalTo(values));
  }

  @Test
  void throughAMaskAReaderSeesNoMoreThanItShows() {
    List<String> tokens =
        create(items(item(0, "card", 1, "4111 1111 1111 4242"), item(0, "card", 1, "4242")))
            .extract()
            .path("items.token");
    var both = "\"" + String.join("\",\"", tokens) + "\"";
    revealColumns("card\",\"mask\":\"last_four", both)
        .statusCode(200)
        .body("value", equalTo(List.of("****4242", "****")));
    revealColumns("card\",\"mask\":\"all", both).statusCode(400).body("field", equalTo("mask"));
  }

  @Test
  void everyLineOfAStreamAnswersInItsPlace() {
    var lines =
        new ArrayList<>(
            List.of(
                item(0, "email", 1, "a"),
                "{\"ref\":\"half",
                item(1, "email", 9, "b"),
                "",
                "null",
                "{\"ref\":\"u\",\"nonsense\":1}",
                item(1, "email", 2, "x".repeat(1_100_000))));
    IntStream.range(0, 4_500).forEach(i -> lines.add(item(i % 2, "email", 1 + i % 2, "v" + i)));
    var answers =
        given()
            .auth()
            .oauth2(SignIn.pipeline())
            .contentType("application/x-ndjson")
            .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
            .post("/api/v1/tokens")
            .then()
            .statusCode(200)
            .extract()
            .asString()
            .split("\n");
    assertThat(answers).hasSize(lines.size());
    assertThat(answers[0]).startsWith("{\"ref\":\"r0\",\"token\":\"");
    var problems =
        List.of(
            "malformed-json",
            "invalid-field",
            "malformed-json",
            "missing-field",
            "unknown-field",
            "value-too-large");
    for (int i = 0; i < problems.size(); i++) {
      assertThat(answers[i + 1]).startsWith("{\"line\":" + (i + 2)).contains(problems.get(i));
    }
    for (int i = problems.size() + 1; i < answers.length; i++) {
      assertThat(answers[i]).contains("\"token\":\"").doesNotContain("problem");
    }
    var last = answers[answers.length - 1].split("\"");
    revealColumns("email", "\"" + last[last.length - 2] + "\"")
        .body("value", equalTo(List.of("v4499")));
  }

  @Test
  void invalidUtf8IsRefused() {
    var body = items(item(0, "email", 1, "MARK")).getBytes(StandardCharsets.ISO_8859_1);
    var broken =
        new String(body, StandardCharsets.ISO_8859_1)
            .replace("MARK", "\u00c3\u0028")
            .getBytes(StandardCharsets.ISO_8859_1);
    given()
        .auth()
        .oauth2(SignIn.pipeline())
        .contentType("application/json")
        .body(broken)
        .post("/api/v1/tokens")
        .then()
        .statusCode(400)
        .body("type", equalTo(PROBLEM + "invalid-utf8"));
  }

  @Test
  void batchesBeyondTheLimitsAreRefused() {
    var many =
        IntStream.range(0, 10_001)
            .mapToObj(i -> "{}")
            .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    create(many).statusCode(413).body("max_values", equalTo(10_000));
    create(items(item(0, "email", 1, "x".repeat(5 * 1024 * 1024))))
        .statusCode(413)
        .body("max_bytes", equalTo(4 * 1024 * 1024));
    create(items(item(0, "email", 1, "x".repeat(10 * 1024 * 1024)))).statusCode(413);
  }

  @Test
  void erasedPersonGetsNoTokenAndRevealsNothing() {
    String token = create(items(item(0, "email", 1, MARKED))).extract().path("items[0].token");
    vault.shred(List.of(profiles.get(0).key()), "test");
    create(items(item(0, "email", 1, "x"), item(1, "email", 1, "x")))
        .statusCode(200)
        .body("items[0].problem.type", equalTo(PROBLEM + "key-destroyed"))
        .body("items[1].token", notNullValue());
    reveal("support", "ticket", revealItem(token, "email"))
        .statusCode(200)
        .body("items[0].problem.type", equalTo(PROBLEM + "key-destroyed"));
  }

  @Test
  void frozenPersonGetsNoToken() {
    vault.freeze(List.of(profiles.get(0).key()));
    create(items(item(0, "email", 1, "x")))
        .body("items[0].problem.type", equalTo(PROBLEM + "key-frozen"));
    vault.thaw(List.of(profiles.get(0).key()));
    create(items(item(0, "email", 1, "x"))).body("items[0].token", notNullValue());
  }

  @Test
  void tokenRevealsOnlyForItsField() {
    String token = create(items(item(0, "email", 1, MARKED))).extract().path("items[0].token");
    reveal(
            "support",
            "ticket",
            revealItem(token, "phone"),
            revealItem("nonsense", "email"),
            revealItem(token.substring(2), "email"))
        .statusCode(200)
        .body(
            "items.problem.type",
            equalTo(
                List.of(
                    PROBLEM + "invalid-token",
                    PROBLEM + "invalid-token",
                    PROBLEM + "invalid-token")));
  }

  @Test
  void revealWithoutPurposeOrReasonIsRefused() {
    reveal(null, "ticket").statusCode(400).body("field", equalTo("purpose"));
    reveal(" ", "ticket").statusCode(400).body("field", equalTo("purpose"));
    reveal("support", null).statusCode(400).body("field", equalTo("reason"));
    reveal("support", "x".repeat(501)).statusCode(400).body("field", equalTo("reason"));
  }

  @Test
  void revealIsAuditedWithCountsAndKeysAndWithoutValues() throws SQLException {
    String token = create(items(item(0, "email", 1, MARKED))).extract().path("items[0].token");
    var reason = "ticket " + UUID.randomUUID();
    reveal("support", reason, revealItem(token, "email"), revealItem("nonsense", "email"))
        .statusCode(200);
    try (var c = lethe.getConnection();
        var s = c.createStatement();
        var r =
            s.executeQuery(
                "select actor, body::text from log_entry where type = 'tokens.revealed' and body->>'reason' = '"
                    + reason
                    + "'")) {
      assertThat(r.next()).isTrue();
      assertThat(r.getString(1)).isEqualTo("olga");
      assertThat(r.getString(2))
          .contains(
              "\"asked\": 2",
              "\"revealed\": 1",
              "\"whole\": true",
              profiles.get(0).key().toString())
          .doesNotContain(MARKED, token);
      assertThat(r.next()).isFalse();
    }
  }

  @Test
  void rolesAreKeptApart() {
    given()
        .auth()
        .oauth2(SignIn.officer())
        .contentType("application/json")
        .body("{\"items\":[]}")
        .post("/api/v1/tokens")
        .then()
        .statusCode(403);
    given()
        .auth()
        .oauth2(SignIn.pipeline())
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/tokens/reveal")
        .then()
        .statusCode(403);
    given()
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/tokens/reveal")
        .then()
        .statusCode(401);
  }

  @Test
  void noErrorPathLogsOrAnswersAValue() {
    try (var log = new LogCapture()) {
      var answers = new StringBuilder();
      for (var body :
          List.of(
              items(item(0, "email", 9, MARKED)),
              items(item(0, MARKED, 1, MARKED)),
              items(item(0, "email", 1, MARKED)).replace("\"value\"", "\"" + MARKED + "\""),
              items(item(0, "email", 1, MARKED))
                  .replace("\"suite\":1", "\"suite\":\"" + MARKED + "\""),
              items(
                  "{\"profile\":\""
                      + MARKED
                      + "\",\"field\":\"email\",\"suite\":1,\"value\":\""
                      + MARKED
                      + "\"}"),
              "{\"items\":[{\"value\":\"" + MARKED + "\" \"" + MARKED,
              "{\"items\":\"" + MARKED + "\"}",
              "{\"on_error\":\"" + MARKED + "\",\"items\":[]}",
              "{\"" + MARKED + "\":1}",
              MARKED)) {
        answers.append(create(body).extract().asString()).append('\n');
      }
      answers.append(
          reveal("support", "x", revealItem(MARKED, "email"), revealItem("x", MARKED))
              .extract()
              .asString());
      assertThat(answers).doesNotContain("marked-value");
      assertThat(log.text()).doesNotContain("marked-value");
    }
  }

  private String item(int profile, String field, @Nullable Integer suite, String value) {
    return "{\"ref\":\"r%d\",\"profile\":\"%s\",\"field\":\"%s\",%s\"value\":\"%s\"}"
        .formatted(
            profile,
            profiles.get(profile).id(),
            field,
            suite == null ? "" : "\"suite\":" + suite + ",",
            value);
  }

  private static String items(String... items) {
    return "{\"items\":[" + String.join(",", items) + "]}";
  }

  private static String revealItem(String token, String field) {
    return "{\"token\":\"%s\",\"field\":\"%s\"}".formatted(token, field);
  }

  private static ValidatableResponse create(String body) {
    return given()
        .auth()
        .oauth2(SignIn.pipeline())
        .contentType("application/json")
        .body(body)
        .post("/api/v1/tokens")
        .then();
  }

  private static ValidatableResponse reveal(
      @Nullable String purpose, @Nullable String reason, String... items) {
    var body =
        "{%s%s\"items\":[%s]}"
            .formatted(
                purpose == null ? "" : "\"purpose\":\"" + purpose + "\",",
                reason == null ? "" : "\"reason\":\"" + reason + "\",",
                String.join(",", items));
    return given()
        .auth()
        .oauth2(SignIn.officer())
        .contentType("application/json")
        .body(body)
        .post("/api/v1/tokens/reveal")
        .then();
  }
}
