package dev.lethe.service.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import dev.lethe.service.vault.VaultService;
import dev.lethe.service.web.ProblemException;
import io.agroal.api.AgroalDataSource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LetheTest
class IdentityServiceTest {
  private final IdentityService identity;
  private final AgroalDataSource database;
  private final ResolutionSweeper sweeper;
  private final ProfileStore store;
  private final VaultService vault;
  private final InstantSource clock;

  IdentityServiceTest(
      IdentityService identity,
      AgroalDataSource database,
      ResolutionSweeper sweeper,
      ProfileStore store,
      VaultService vault,
      InstantSource clock) {
    this.identity = identity;
    this.database = database;
    this.sweeper = sweeper;
    this.store = store;
    this.vault = vault;
    this.clock = clock;
  }

  @BeforeEach
  void sources() {
    People.source("shop", false);
    People.source("till", false);
  }

  @Test
  void profilesOfOnePersonBecomeOneCustomer() {
    var answer =
        People.ingest(
            People.item(
                "shop",
                "one-1",
                "given_name",
                "Roswitha",
                "family_name",
                "Ankermann",
                "email",
                "rosi.ankermann@web.de",
                "birth_date",
                "1971-04-09"),
            People.item(
                "till",
                "one-2",
                "given_name",
                "Rosi",
                "family_name",
                "Ankermann",
                "email",
                List.of("Rosi.Ankermann@WEB.de"),
                "birth_date",
                "1971-04-09"),
            People.item(
                "till",
                "one-3",
                "given_name",
                "Balthasar",
                "family_name",
                "Quirin",
                "email",
                "bq@gmx.de",
                "birth_date",
                "1949-12-30"));
    assertThat(answer.getInt("created")).isEqualTo(3);
    assertThat(answer.getString("items[0].customer"))
        .isEqualTo(answer.getString("items[1].customer"));
    assertThat(answer.getString("items[2].customer"))
        .isNotEqualTo(answer.getString("items[0].customer"));

    var customer = People.get("/api/v1/customers/" + answer.getString("items[0].customer"));
    customer.then().statusCode(200);
    assertThat(customer.jsonPath().getList("profiles")).hasSize(2);
    assertThat(customer.jsonPath().getList("links")).hasSize(1);
    assertThat(customer.jsonPath().getDouble("weakest_link.weight")).isPositive();
    assertThat(customer.asString()).contains("r•••@web.de").doesNotContain("ankermann");

    var why =
        People.get(
            "/api/v1/customers/"
                + answer.getString("items[0].customer")
                + "/why?a="
                + answer.getString("items[0].profile")
                + "&b="
                + answer.getString("items[1].profile"));
    assertThat(why.jsonPath().getString("sentence")).startsWith("Probably one person");
    assertThat(why.jsonPath().getList("findings.field")).contains("name", "email", "birth_date");
    var graph = People.get("/api/v1/customers/" + answer.getString("items[0].customer") + "/graph");
    assertThat(graph.jsonPath().getList("nodes.findAll { it.kind == 'email' }")).hasSize(1);
    assertThat(graph.jsonPath().getList("edges.findAll { it.kind == 'link' }")).hasSize(1);
  }

  @Test
  void idsStayWhenProfilesAreAdded() {
    var first = People.ingest(person("shop", "stay-1"));
    var customer = first.getString("items[0].customer");
    for (int i = 2; i < 6; i++) {
      var next = People.ingest(person(i % 2 == 0 ? "till" : "shop", "stay-" + i));
      assertThat(next.getString("items[0].customer")).isEqualTo(customer);
    }
    assertThat(identity.profiles(CustomerId.parse(customer))).hasSize(5);
  }

  @Test
  void aMergedCustomerLivesOnAsAnAlias() {
    var apart =
        People.ingest(
            People.item("shop", "alias-1", "email", "hedwig.t@web.de", "given_name", "Hedwig"),
            People.item("till", "alias-2", "loyalty_id", "9900887766", "given_name", "Hedwig"));
    var one = apart.getString("items[0].customer");
    var other = apart.getString("items[1].customer");
    assertThat(one).isNotEqualTo(other);
    People.ingest(
        People.item(
            "shop",
            "alias-3",
            "email",
            "hedwig.t@web.de",
            "loyalty_id",
            "9900887766",
            "given_name",
            "Hedwig"));
    var now = identity.customer(CustomerId.parse(other)).orElseThrow();
    assertThat(now.profiles()).hasSize(3);
    assertThat(now.requestedId()).isEqualTo(other);
    assertThat(identity.customer(CustomerId.parse(one)).orElseThrow().id()).isEqualTo(now.id());
    assertThat(List.of(one, other)).contains(now.id());
  }

  @Test
  void repeatingAnItemChangesNothingAndChangingItUpdates() {
    assertThat(People.ingest(person("shop", "again")).getInt("created")).isOne();
    assertThat(People.ingest(person("shop", "again")).getInt("unchanged")).isOne();
    var changed = People.ingest(People.item("shop", "again", "email", "elsewhere.gundula@gmx.de"));
    assertThat(changed.getInt("updated")).isOne();
    var match = identity.match(List.of(new SubjectIdentifier("email", "elsewhere.gundula@gmx.de")));
    assertThat(match)
        .isInstanceOfSatisfying(
            SubjectMatch.One.class,
            one -> assertThat(one.id()).hasToString(changed.getString("items[0].customer")));
  }

  @Test
  void aBadItemLosesNothingElse() {
    var answer =
        People.post(
                List.of(
                    person("shop", "good-1"),
                    person("nowhere", "bad-1"),
                    Map.of("source", "shop", "source_key", "bad-2"),
                    Map.of(
                        "source",
                        "shop",
                        "source_key",
                        "bad-3",
                        "attributes",
                        Map.of("shoe", "44")),
                    Map.of(
                        "source", "shop", "source_key", "bad-4", "attributes", Map.of("email", 7)),
                    "nonsense",
                    People.item(
                        "shop",
                        "odd-1",
                        "given_name",
                        "😀",
                        "email",
                        "x".repeat(5000),
                        "birth_date",
                        "1900-01-01",
                        "phone",
                        "N/A"),
                    People.item(
                        "shop",
                        "odd-2",
                        "given_name",
                        "😀",
                        "email",
                        "x".repeat(5000),
                        "birth_date",
                        "1900-01-01",
                        "phone",
                        "N/A")))
            .jsonPath();
    assertThat(answer.getList("items.outcome"))
        .containsExactly(
            "created",
            "rejected",
            "rejected",
            "rejected",
            "rejected",
            "rejected",
            "created",
            "created");
    assertThat(answer.getString("items[1].problem.type"))
        .isEqualTo("urn:lethe:problem:unknown-source");
    assertThat(answer.getString("items[3].problem.type"))
        .isEqualTo("urn:lethe:problem:unknown-field");
    assertThat(answer.getString("items[6].customer"))
        .isNotEqualTo(answer.getString("items[7].customer"));
  }

  @Test
  void whatNamesNobodyIsTakenAndLinksNobody() {
    var huge = "x".repeat(5_000);
    var junk =
        List.of(
            List.<Object>of(),
            List.<Object>of("given_name", "", "family_name", " ", "email", ""),
            List.<Object>of("full_name", "N/A", "email", "N/A", "loyalty_id", "N/A"),
            List.<Object>of("email", "test@test.com", "birth_date", "1900-01-01"),
            List.<Object>of("full_name", "😀 🎉", "loyalty_id", "😀"),
            List.<Object>of("full_name", huge, "email", huge + "@web.de", "loyalty_id", huge),
            List.<Object>of("birth_date", "1980-02-30", "phone", "0000000000"),
            List.<Object>of("birth_date", "0000-00-00", "device_id", "unknown"),
            List.<Object>of("full_name", "\u202e\u200f", "email", "\u202e@\u202e"));
    var items = new ArrayList<Map<String, Object>>();
    for (int kind = 0; kind < junk.size(); kind++) {
      for (int i = 0; i < 3; i++) {
        items.add(People.item("shop", "junk-" + kind + "-" + i, junk.get(kind).toArray()));
      }
    }
    var answer = People.post(items).then().statusCode(200).extract().jsonPath();
    assertThat(answer.getList("items.outcome")).hasSize(27).containsOnly("created");
    assertThat(answer.getList("items.customer")).doesNotHaveDuplicates();
  }

  @Test
  void streamedLinesAreAnsweredLineByLine() {
    var lines = new StringBuilder();
    for (int i = 0; i < 1200; i++) {
      lines
          .append("{\"source\":\"shop\",\"source_key\":\"line-")
          .append(i)
          .append("\",\"attributes\":{\"email\":\"line")
          .append(i)
          .append("@gmx.de\"}}\n");
      if (i == 700) {
        lines.append("{\"source\": \"sh\n\n");
      }
    }
    var body =
        given()
            .auth()
            .oauth2(SignIn.pipeline())
            .contentType("application/x-ndjson")
            .body(lines.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .post("/api/v1/profiles")
            .then()
            .statusCode(200)
            .extract()
            .asString()
            .strip()
            .split("\n");
    assertThat(body).hasSize(1202);
    assertThat(body[701]).contains("\"index\":701").contains("malformed-json");
    assertThat(body[1201])
        .contains("summary")
        .contains("\"created\":1200")
        .contains("\"rejected\":1");
  }

  @Test
  void sixteenThreadsAddingOnePersonGiveOneCustomer() throws Exception {
    try (var pool = Executors.newFixedThreadPool(16)) {
      var tasks = new ArrayList<Callable<String>>();
      for (int i = 0; i < 16; i++) {
        var key = "crowd-" + i;
        tasks.add(() ->
            People.ingest(
                    People.item(
                        "shop",
                        key,
                        "given_name",
                        "Kunigunde",
                        "family_name",
                        "Zwettler",
                        "email",
                        "kuni.zwettler@web.de",
                        "birth_date",
                        "1988-08-18"))
                .getString("items[0].customer"));
      }
      for (Future<String> done : pool.invokeAll(tasks)) {
        assertThat(done.get()).startsWith("cus_");
      }
    }
    var match = identity.match(List.of(new SubjectIdentifier("email", "kuni.zwettler@web.de")));
    assertThat(match).isInstanceOf(SubjectMatch.One.class);
    assertThat(identity.profiles(((SubjectMatch.One) match).id())).hasSize(16);
  }

  @Test
  void identifiersFindTheirCustomer() {
    var answer =
        People.ingest(
            People.item(
                "shop",
                "find-1",
                "given_name",
                "Tassilo",
                "family_name",
                "Brunner",
                "birth_date",
                "1966-06-01",
                "phone",
                "0221 998877",
                "loyalty_id",
                "L-5550001"));
    var customer = CustomerId.parse(answer.getString("items[0].customer"));
    for (var identifier :
        List.of(
            new SubjectIdentifier("phone", "+49 221 998877"),
            new SubjectIdentifier("loyalty_id", "l5550001"))) {
      assertThat(identity.match(List.of(identifier)))
          .isInstanceOfSatisfying(
              SubjectMatch.One.class, one -> assertThat(one.id()).isEqualTo(customer));
    }
    assertThat(
            identity.match(
                List.of(
                    new SubjectIdentifier("full_name", "Tassilo Brunner"),
                    new SubjectIdentifier("birth_date", "1966-06-01"))))
        .isInstanceOf(SubjectMatch.One.class);
    assertThat(identity.match(List.of(new SubjectIdentifier("email", "nobody.at.all@gmx.de"))))
        .isInstanceOf(SubjectMatch.NoMatch.class);
    given()
        .auth()
        .oauth2(SignIn.officer())
        .contentType("application/json")
        .body(Map.of("identifiers", List.of(Map.of("kind", "loyalty_id", "value", "L-5550001"))))
        .post("/api/v1/customers/search")
        .then()
        .statusCode(200)
        .body("items[0].id", org.hamcrest.Matchers.equalTo(customer.toString()));
  }

  @Test
  void erasingAProfileSettlesTheRest() {
    var answer =
        People.ingest(
            People.item("shop", "gone-1", "email", "ilse.w@web.de", "given_name", "Ilse"),
            People.item(
                "shop",
                "gone-2",
                "email",
                "ilse.w@web.de",
                "loyalty_id",
                "7711223344",
                "given_name",
                "Ilse"),
            People.item("till", "gone-3", "loyalty_id", "7711223344", "given_name", "Ilse"));
    var customer = CustomerId.parse(answer.getString("items[0].customer"));
    assertThat(identity.profiles(customer)).hasSize(3);
    var bridge = ProfileId.parse(answer.getString("items[1].profile"));

    assertThat(identity.erase(List.of(bridge))).isOne();
    assertThat(identity.erase(List.of(bridge))).isZero();
    var left =
        store.load(
            List.of(
                ProfileId.parse(answer.getString("items[0].profile")),
                ProfileId.parse(answer.getString("items[2].profile"))));
    assertThat(left)
        .extracting(StoredProfile::customer)
        .doesNotHaveDuplicates()
        .doesNotContainNull();

    assertThat(identity.erase(left.stream().map(StoredProfile::id).toList())).isEqualTo(2);
    assertThat(identity.customer(customer)).isEmpty();
  }

  @Test
  void exportOpensWhatWasSentUntilTheKeyIsShredded() {
    var answer = People.ingest(person("shop", "export-1"));
    var customer = CustomerId.parse(answer.getString("items[0].customer"));
    var mine = identity.profiles(customer);
    var export =
        identity.export(customer).stream()
            .filter(e -> e.sourceKey().equals("export-1"))
            .findFirst();
    assertThat(export.orElseThrow().attributes().get("family_name").asText())
        .isEqualTo("Oberhuber");
    vault.shred(mine.stream().map(IdentityService.ProfileRef::key).toList(), "test");
    assertThat(identity.export(customer)).isEmpty();
    assertThat(identity.erase(mine.stream().map(IdentityService.ProfileRef::id).toList()))
        .isEqualTo(mine.size());
  }

  @Test
  void unseenSourceKeysGetBareProfilesOnce() {
    var keys =
        List.of(
            new IdentityService.SourceKey("shop", "bare-1"),
            new IdentityService.SourceKey("shop", "bare-2"),
            new IdentityService.SourceKey("shop", "bare-1"));
    var refs = identity.ensureProfiles(keys);
    assertThat(refs.get(0)).isEqualTo(refs.get(2)).isNotEqualTo(refs.get(1));
    assertThat(refs.get(0).customer()).isNotEqualTo(refs.get(1).customer());
    assertThat(identity.ensureProfiles(keys)).isEqualTo(refs);
    var known = People.ingest(person("shop", "bare-1"));
    assertThat(known.getInt("updated")).isOne();
    assertThat(identity.ensureProfiles(keys).get(0).id()).isEqualTo(refs.get(0).id());
    Assertions.assertThatThrownBy(
            () -> identity.ensureProfiles(List.of(new IdentityService.SourceKey("nowhere", "x"))))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void whatWaitsUnresolvedIsResolvedLater() throws Exception {
    var answer = People.ingest(People.item("shop", "stranded", "email", "stranded@gmx.de"));
    var id = ProfileId.parse(answer.getString("items[0].profile"));
    try (var connection = database.getConnection();
        var strand =
            connection.prepareStatement(
                "update profile set customer_id = null, resolved = false where id = ?")) {
      strand.setObject(1, id.value());
      assertThat(strand.executeUpdate()).isOne();
    }
    assertThat(sweeper.sweep(clock.instant().plusSeconds(60))).isPositive();
    assertThat(store.load(List.of(id)).getFirst().customer()).isNotNull();
  }

  private static Map<String, Object> person(String source, String key) {
    return People.item(
        source,
        key,
        "given_name",
        "Gundula",
        "family_name",
        "Oberhuber",
        "birth_date",
        "1959-02-17",
        "email",
        "gundula.oberhuber@web.de",
        "address",
        Map.of("street", "Lindenweg 4", "postcode", "50667", "city", "Köln"));
  }
}
