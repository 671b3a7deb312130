package dev.lethe.service.token;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.cryptovault.token.Alphabet;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.testing.Given;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.LogCapture;
import dev.lethe.service.testing.SignIn;
import dev.lethe.service.vault.VaultService;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of suites 3 and 4 over HTTP. */
@LetheTest
class FormTokensTest {
  private static final String PROBLEM = "urn:lethe:problem:";
  private static final String CARD = "4111-1111-1111-4242";
  private static final String CATALOG =
      """
      dataset:
        - fides_key: form_shop
          collections:
            - name: orders
              fields:
                - name: card
                  data_categories: [user.financial]
                  meta: {lethe: {suite: 3, alphabet: digits, field_class: form_card}}
                - name: pin
                  data_categories: [user.authorization]
                  meta: {lethe: {suite: 4, alphabet: digits, field_class: form_pin}}
                - name: note
                  data_categories: [user.content]
                  meta: {lethe: {suite: 4, field_class: form_note}}
                - name: email
                  data_categories: [user.contact.email]
                  meta: {lethe: {suite: 2, field_class: form_email}}
      """;

  private static final String EVENTS =
      """
      dataset:
        - fides_key: form_events
          meta: {lethe: {stream: {suppressed: strip}}}
          collections:
            - name: event
              fields:
                - {name: who, data_categories: [user.unique_id], meta: {lethe: {subject: [{source: web}]}}}
                - name: form_card
                  data_categories: [user.financial]
                  meta: {lethe: {suite: 3, alphabet: digits}}
                - name: form_pin
                  data_categories: [user.authorization]
                  meta: {lethe: {suite: 4, alphabet: digits}}
                - name: notes[]
                  data_categories: [user.content]
                  meta: {lethe: {suite: 4, field_class: form_note}}
      """;

  private final IdentityService identity;
  private final VaultService vault;
  private final AgroalDataSource lethe;
  private final AgroalDataSource vaultDatabase;
  private List<IdentityService.ProfileRef> profiles = List.of();

  FormTokensTest(
      IdentityService identity,
      VaultService vault,
      AgroalDataSource lethe,
      @DataSource("vault") AgroalDataSource vaultDatabase) {
    this.identity = identity;
    this.vault = vault;
    this.lethe = lethe;
    this.vaultDatabase = vaultDatabase;
  }

  @BeforeEach
  void makeProfiles() {
    profiles = Given.profiles(identity, 2);
  }

  @Test
  void tokensHaveTheValuesFormAndComeBackWithTheKeyThatStandsBesideThem() {
    var made =
        create(
                items(
                    item(0, "card", "3,'alphabet':'digits'", CARD),
                    item(1, "pin", "4,'alphabet':'digits'", "0815"),
                    item(0, "note", "4", "Zo\u00eb")))
            .body("items[0].token", matchesPattern("[0-9]{4}(-[0-9]{4}){3}"))
            .body("items[0].token", not(equalTo(CARD)))
            .body("items[0].key", equalTo(key(0)))
            .body("items[1].token", matchesPattern("[0-9]{4}"))
            .body("items[1].key", equalTo(key(1)))
            .body("items[2].token", matchesPattern("[0-9a-f-]{36}"))
            .extract()
            .jsonPath();
    reveal(
            asked(made, 1, "pin", "'suite':4"),
            asked(made, 0, "card", "'suite':3,'alphabet':'digits'"),
            asked(made, 2, "note", "'suite':4"))
        .body("items.value", equalTo(List.of("0815", CARD, "Zo\u00eb")));
  }

  @Test
  void equalValuesOfAProfileGetTheSameTokenNowAndLater() {
    var body =
        items(
            item(0, "pin", "4,'alphabet':'digits'", "081599"),
            item(0, "pin", "4,'alphabet':'digits'", "081599"),
            item(1, "pin", "4,'alphabet':'digits'", "081599"),
            item(0, "card", "3,'alphabet':'digits'", CARD),
            item(0, "card", "3,'alphabet':'digits'", CARD));
    List<String> tokens = create(body).extract().path("items.token");
    assertThat(tokens.get(0)).isEqualTo(tokens.get(1));
    assertThat(tokens.get(3)).isEqualTo(tokens.get(4));
    create(body).body("items.token", equalTo(tokens));
  }

  @Test
  void allSuitesGoTogetherInOneCallAndOnlyTheirsHaveAKey() {
    create(
            items(
                item(0, "email", "1", "a"),
                item(0, "card", "3,'alphabet':'digits'", CARD),
                item(1, "email", "2", "b")))
        .body("items[0]", not(hasKey("key")))
        .body("items[1].key", equalTo(key(0)))
        .body("items[2]", not(hasKey("key")))
        .body("items[2].token.length()", equalTo(47));
  }

  @Test
  void columnsAnswerAColumnOfKeysAndRevealByKeyOrByProfile() {
    var made =
        create(
                ("{'field':'card','suite':3,'alphabet':'digits','profile':['%s','%s','%s'],"
                        + "'value':['%s','12','%s']}")
                    .formatted(id(0), id(1), id(1), CARD, CARD))
            .body("key", equalTo(Arrays.asList(key(0), null, key(1))))
            .body("token[1]", nullValue())
            .body("problems.'1'.type", equalTo(PROBLEM + "domain-too-small"))
            .extract()
            .jsonPath();
    var tokens = "'%s','%s'".formatted(made.getString("token[0]"), made.getString("token[2]"));
    var call = "'field':'card','suite':3,'alphabet':'digits','token':[" + tokens + "],";
    revealCall(call + "'key':['%s','%s']".formatted(key(0), key(1)))
        .body("value", equalTo(List.of(CARD, CARD)));
    revealCall(call + "'profile':['%s','%s']".formatted(id(0), id(1)))
        .body("value", equalTo(List.of(CARD, CARD)));
    revealCall(call + "'mask':'last_four','profile':['%s',null]".formatted(id(0)))
        .body("value", equalTo(Arrays.asList("****4242", null)))
        .body("problems.'1'.field", equalTo("key"));
  }

  @Test
  void columnsOfTheOtherSuitesHaveNoColumnOfKeys() {
    create("{'field':'card','suite':2,'profile':['%s'],'value':['1']}".formatted(id(0)))
        .body("$", not(hasKey("key")));
  }

  @Test
  void whatTheCallLeavesOutTheCatalogSays() {
    Given.datasets(CATALOG);
    var made =
        create(
                items(
                    item(0, "form_card", "null", CARD),
                    item(0, "form_pin", "null", "0815"),
                    item(0, "form_note", "null", "x"),
                    item(0, "form_card", "4", "4711"),
                    item(0, "form_pin", "4", "0815"),
                    item(0, "form_pin", "null,'alphabet':'digits_and_letters'", "A1"),
                    item(0, "form_pin", "3", "4711"),
                    item(0, "form_email", "null,'alphabet':'digits'", "1")))
            .body("items[0].token", matchesPattern("[0-9]{4}(-[0-9]{4}){3}"))
            .body("items[1].token", matchesPattern("[0-9]{4}"))
            .body("items[2].token", matchesPattern("[0-9a-f-]{36}"))
            .body("items[3].token", matchesPattern("[0-9a-f-]{36}"))
            .body("items[5].token", matchesPattern("[0-9A-Za-z]{2}"))
            .body("items[6].problem.field", equalTo("alphabet"))
            .body("items[7].problem.field", equalTo("alphabet"))
            .extract()
            .jsonPath();
    assertThat(made.getString("items[4].token")).isEqualTo(made.getString("items[1].token"));
    reveal(
            "{'token':'%s','field':'form_card','key':'%s'}"
                .formatted(made.getString("items[0].token"), key(0)),
            "{'token':'%s','field':'form_pin','profile':'%s'}"
                .formatted(made.getString("items[1].token"), id(0)),
            "{'token':'x','field':'form_email','key':'%s'}".formatted(key(0)))
        .body("items[0].value", equalTo(CARD))
        .body("items[1].value", equalTo("0815"))
        .body("items[2].problem.field", equalTo("suite"));
    given()
        .auth()
        .oauth2(SignIn.officer())
        .get("/api/v1/fields?target=form_shop")
        .then()
        .statusCode(200)
        .body("items[0].suite", equalTo(3))
        .body("items[0].alphabet", equalTo("digits"))
        .body("items[2].suite", equalTo(4))
        .body("items[2].alphabet", nullValue());
  }

  @Test
  void eventsGetTheirTokensInTheirFormAndTheKeyBesideThem() {
    Given.datasets(EVENTS);
    var who = UUID.randomUUID().toString();
    var lines =
        pseudonymize(
            event(who, "4111-1111-1111-4242", "0815"),
            event(who, "\\\"4111\\\" 4242", "0815"),
            event(who, "4711", "0815"),
            event(who, "4111-1111-1111-4242", "O815"),
            event(who, "4111-1111-1111-4242", "0815"));
    assertThat(lines).hasSize(5);
    var first = JsonPath.from(lines[0]);
    var quoted = JsonPath.from(lines[1]);
    assertThat(first.getString("form_card")).matches("[0-9]{4}(-[0-9]{4}){3}");
    assertThat(first.getString("form_pin")).matches("[0-9]{4}");
    assertThat(first.getList("notes", String.class)).hasSize(2).doesNotHaveDuplicates();
    assertThat(quoted.getString("form_card")).matches("\"[0-9]{4}\" [0-9]{4}");
    assertThat(lines[2]).contains("\"line\":3", "domain-too-small", "\"use_suite\":4");
    assertThat(lines[3]).contains("\"line\":4", "unfit-value", "the character at 1 ");
    assertThat(lines[4]).isEqualTo(lines[0]);
    var beside = "'key':'" + first.getString("key") + "'";
    reveal(
            "{'token':'%s','field':'form_card',%s}".formatted(first.getString("form_card"), beside),
            "{'token':'%s','field':'form_pin',%s}".formatted(first.getString("form_pin"), beside),
            "{'token':'%s','field':'form_note',%s}".formatted(first.getString("notes[1]"), beside))
        .body("items.value", equalTo(List.of(CARD, "0815", "b")));
    vault.shred(List.of(KeyId.parse(first.getString("key"))), "test");
    assertThat(pseudonymize(event(who, "4111-1111-1111-4242", "0815"))[0])
        .contains("\"form_card\":null", "\"key\":null", "\"profile\":null");
  }

  private static String event(String who, String card, String pin) {
    return "{\"who\":\"%s\",\"form_card\":\"%s\",\"form_pin\":\"%s\",\"notes\":[\"a\",\"b\"]}"
        .formatted(who, card, pin);
  }

  private static String[] pseudonymize(String... events) {
    return given()
        .auth()
        .oauth2(SignIn.pipeline())
        .contentType("application/x-ndjson")
        .body(String.join("\n", events).getBytes(UTF_8))
        .post("/api/v1/datasets/form_events/pseudonymize")
        .then()
        .statusCode(200)
        .extract()
        .asString()
        .split("\n");
  }

  @Test
  void catalogAndVaultKnowTheSameAlphabets() {
    assertThat(Arrays.stream(dev.lethe.piicatalog.Alphabet.values()).map(a -> a.spelling()))
        .containsExactlyElementsOf(
            Arrays.stream(Alphabet.values()).map(Alphabet::spelling).toList());
  }

  @Test
  void everyLineOfAStreamCanHaveItsOwnSuite() {
    var lines =
        String.join(
            "\n",
            item(0, "card", "3,'alphabet':'digits'", CARD),
            item(0, "pin", "3,'alphabet':'digits'", "0815"),
            item(1, "note", "4", "x"));
    var answers =
        given()
            .auth()
            .oauth2(SignIn.pipeline())
            .contentType("application/x-ndjson")
            .body(lines.replace('\'', '"').getBytes(UTF_8))
            .post("/api/v1/tokens")
            .then()
            .statusCode(200)
            .extract()
            .asString()
            .split("\n");
    assertThat(JsonPath.from(answers[0]).getString("key")).isEqualTo(key(0));
    assertThat(answers[1]).startsWith("{\"line\":2").contains("domain-too-small");
    assertThat(JsonPath.from(answers[2]).getString("key")).isEqualTo(key(1));
  }

  @Test
  void whatDoesNotFitIsRefusedAloneAndSaysWhyAndWhatElseWouldDo() {
    create(
            items(
                item(0, "card", "3", CARD),
                item(0, "card", "3,'alphabet':'runes'", CARD),
                item(0, "pin", "3,'alphabet':'digits'", "08154"),
                item(0, "card", "3,'alphabet':'digits'", "12345678x"),
                item(0, "card", "3,'alphabet':'digits'", "\u0661\u0662\u0663\u0664\u0665\u0666"),
                item(0, "pin", "4,'alphabet':'digits'", "A1"),
                item(0, "pin", "4,'alphabet':'digits'", "1".repeat(1_025)),
                item(0, "card", "3,'alphabet':'digits'", "1".repeat(129)),
                item(0, "card", "2,'alphabet':'digits'", CARD),
                item(0, "card", "5", CARD),
                item(0, "card", "3,'alphabet':'digits'", CARD)))
        .body("items[0].problem.type", equalTo(PROBLEM + "missing-field"))
        .body("items[0].problem.field", equalTo("alphabet"))
        .body("items[1].problem.type", equalTo(PROBLEM + "invalid-field"))
        .body("items[1].problem.field", equalTo("alphabet"))
        .body("items[2].problem.type", equalTo(PROBLEM + "domain-too-small"))
        .body("items[2].problem.use_suite", equalTo(4))
        .body("items[2].problem.detail", containsString("5 of 10 characters"))
        .body("items[3].problem.type", equalTo(PROBLEM + "unfit-value"))
        .body("items[3].problem.detail", containsString("the character at 9 "))
        .body("items[4].problem.type", equalTo(PROBLEM + "unfit-value"))
        .body("items[5].problem.type", equalTo(PROBLEM + "unfit-value"))
        .body("items[6].problem.detail", containsString("more than 1024 characters"))
        .body("items[7].problem.detail", containsString("more than 128 characters"))
        .body("items[8].problem.field", equalTo("alphabet"))
        .body("items[9].problem.detail", containsString("never leave"))
        .body("items[10].key", equalTo(key(0)));
  }

  @Test
  void aFormWhoseTokensAreUsedUpSaysSo() {
    var digits =
        IntStream.range(0, 11)
            .mapToObj(i -> item(0, "digit" + i, "4,'alphabet':'digits'", "7"))
            .toArray(String[]::new);
    List<String> types = create(items(digits)).extract().path("items.problem.type");
    assertThat(types).contains(PROBLEM + "tokens-used-up");
  }

  @Test
  void aRevealThatLacksWhatStandsBesideTheTokenIsRefusedAlone() {
    var made =
        create(items(item(0, "pin", "4,'alphabet':'digits'", "081500"))).extract().jsonPath();
    var token = made.getString("items[0].token");
    var ask = "{'token':'" + token + "','field':'pin',%s}";
    reveal(
            ask.formatted("'suite':4"),
            ask.formatted("'key':'" + key(0) + "'"),
            ask.formatted("'suite':4,'key':'key_x'"),
            ask.formatted("'suite':4,'profile':'prf_x'"),
            ask.formatted("'suite':4,'key':'%s','profile':'%s'".formatted(key(0), id(0))),
            ask.formatted("'suite':4,'profile':'prf_00000000000000000000000000'"),
            ask.formatted("'suite':4,'key':'" + key(1) + "'"),
            ask.formatted("'suite':4,'key':'key_00000000000000000000000000'"),
            ask.formatted("'suite':3,'key':'" + key(0) + "'"),
            ask.formatted("'suite':5,'key':'" + key(0) + "'"),
            "{'token':'\\u0000','field':'pin','suite':4,'key':'" + key(0) + "'}",
            "{'token':'%s','field':'card','suite':4,'key':'%s'}".formatted(token, key(0)),
            ask.formatted("'suite':4,'key':'" + key(0) + "'"))
        .body(
            "items.collect { it.problem?.type?.substring(18) ?: it.value }",
            equalTo(
                List.of(
                    "missing-field",
                    "missing-field",
                    "invalid-field",
                    "invalid-field",
                    "invalid-field",
                    "not-found",
                    "invalid-token",
                    "invalid-token",
                    "missing-field",
                    "invalid-field",
                    "invalid-token",
                    "invalid-token",
                    "081500")));
    revealCall("'field':'pin','suite':4,'token':[],'key':['" + key(0) + "']", 400)
        .body("field", equalTo("token"));
    revealCall("'items':[],'suite':4", 400).body("field", equalTo("items"));
    revealCall("'items':[],'key':[]", 400).body("field", equalTo("items"));
  }

  @Test
  void keysThatCannotBeUsedAreRefusedAndTheRowsOfShreddedOnesAreSwept() {
    var body =
        items(
            item(0, "pin", "4,'alphabet':'digits'", "0815"),
            item(0, "card", "3,'alphabet':'digits'", CARD));
    var made = create(body).extract().jsonPath();
    var pin = asked(made, 0, "pin", "'suite':4");
    var card = asked(made, 1, "card", "'suite':3,'alphabet':'digits'");
    vault.freeze(List.of(profiles.get(0).key()));
    var frozen = List.of(PROBLEM + "key-frozen", PROBLEM + "key-frozen");
    create(body).body("items.problem.type", equalTo(frozen));
    reveal(pin, card).body("items.problem.type", equalTo(frozen));
    vault.shred(List.of(profiles.get(0).key()), "test");
    var destroyed = List.of(PROBLEM + "key-destroyed", PROBLEM + "key-destroyed");
    create(body).body("items.problem.type", equalTo(destroyed));
    reveal(pin, card).body("items.problem.type", equalTo(destroyed));
    await().atMost(Duration.ofMinutes(2)).until(() -> rows(0) == 0);
  }

  @Test
  void aRevealIsAuditedWithItsKeysAndWithoutValues() throws SQLException {
    var made =
        create(items(item(0, "pin", "4,'alphabet':'digits'", "081577"))).extract().jsonPath();
    var reason = "ticket " + UUID.randomUUID();
    revealCall(
        "'reason':'%s','items':[%s]".formatted(reason, asked(made, 0, "pin", "'suite':4")), 200);
    try (var c = lethe.getConnection();
        var s = c.prepareStatement("select body::text from log_entry where body->>'reason' = ?")) {
      s.setString(1, reason);
      try (var rows = s.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).contains("\"revealed\": 1", key(0)).doesNotContain("081577");
      }
    }
  }

  @Test
  void noErrorPathLogsOrAnswersAValue() {
    try (var log = new LogCapture()) {
      var marked = "marked-4711";
      var answers =
          create(
                  items(
                      item(0, "card", "3,'alphabet':'digits'", marked),
                      item(0, "card", "3,'alphabet':'" + marked + "'", marked),
                      item(0, "card", "4,'alphabet':'digits'", marked)))
              .extract()
              .asString();
      var more =
          reveal(
                  "{'token':'%s','field':'pin','suite':4,'key':'%s'}".formatted(marked, key(0)),
                  "{'token':'%s','field':'pin','suite':3,'alphabet':'digits','key':'%s'}"
                      .formatted(marked, key(0)),
                  "{'token':'x','field':'pin','suite':4,'key':'%s'}".formatted(marked))
              .extract()
              .asString();
      assertThat(answers + more + log.text()).doesNotContain(marked);
    }
  }

  private int rows(int profile) throws SQLException {
    try (var c = vaultDatabase.getConnection();
        var s = c.prepareStatement("select count(*) from stored_token where key_id = ?")) {
      s.setObject(1, profiles.get(profile).key().value());
      try (var rows = s.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private String key(int profile) {
    return profiles.get(profile).key().toString();
  }

  private String id(int profile) {
    return profiles.get(profile).id().toString();
  }

  private String item(int profile, String field, String suite, String value) {
    return "{'profile':'%s','field':'%s','suite':%s,'value':'%s'}"
        .formatted(id(profile), field, suite, value);
  }

  private static String items(String... items) {
    return "{'items':[" + String.join(",", items) + "]}";
  }

  private static String asked(JsonPath made, int index, String field, String how) {
    var one = made.getMap("items[" + index + "]");
    return "{'token':'%s','field':'%s','key':'%s',%s}"
        .formatted(one.get("token"), field, one.get("key"), how);
  }

  private static ValidatableResponse create(String body) {
    return post("/api/v1/tokens", SignIn.pipeline(), body).statusCode(200);
  }

  private static ValidatableResponse reveal(String... items) {
    return revealCall("'items':[" + String.join(",", items) + "]");
  }

  private static ValidatableResponse revealCall(String rest) {
    return revealCall(rest, 200);
  }

  private static ValidatableResponse revealCall(String rest, int status) {
    var reason = rest.contains("'reason'") ? "" : "'reason':'ticket',";
    return post(
            "/api/v1/tokens/reveal",
            SignIn.officer(),
            "{'purpose':'support'," + reason + rest + "}")
        .statusCode(status);
  }

  private static ValidatableResponse post(String path, String token, String body) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(body.replace('\'', '"').getBytes(UTF_8))
        .post(path)
        .then();
  }
}
