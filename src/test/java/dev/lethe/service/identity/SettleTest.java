package dev.lethe.service.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.GenericValues;
import dev.lethe.identitygraph.cluster.Link;
import dev.lethe.identitygraph.cluster.PopulationResolver;
import dev.lethe.identitygraph.cluster.Resolution;
import dev.lethe.identitygraph.score.CountedFrequencies;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settling brings the stored customers to what resolving all profiles at once gives. */
@LetheTest
class SettleTest {
  private static final List<String> GIVEN =
      List.of("Friedlinde", "Adelgunde", "Hartmut", "Sieglinde", "Ottokar", "Wendelin");
  private static final List<String> FAMILY =
      List.of("Rauschenbach", "Pfefferkorn", "Zwirnmann", "Kleinlein", "Trautvetter");

  private static final String EMPTY =
      "customer c where not exists (select from profile p where p.customer_id = c.id)";

  private final SettlePass pass;
  private final ResolutionSweeper sweeper;
  private final IdentityService identity;
  private final IdentityDatabase database;
  private final ProfileSeal seal;
  private final SourceStore sources;

  SettleTest(
      SettlePass pass,
      ResolutionSweeper sweeper,
      IdentityService identity,
      IdentityDatabase database,
      ProfileSeal seal,
      SourceStore sources) {
    this.pass = pass;
    this.sweeper = sweeper;
    this.identity = identity;
    this.database = database;
    this.seal = seal;
    this.sources = sources;
  }

  @BeforeEach
  void aSource() {
    People.source("settled", false);
  }

  @Test
  void afterAnyArrivalsChangesAndRemovalsTheStateIsThatOfTheBatch() {
    for (long seed = 0; seed < 4; seed++) {
      var random = new Random(seed);
      for (int call = 0; call < 12; call++) {
        liveOn(random, seed);
      }
      var run = pass.run().orElseThrow();
      assertThat(run.leftOver()).isZero();
      assertThat(run.stage()).isEqualTo("finished");
      assertThat(stored()).as("seed %d", seed).isEqualTo(batch());
      assertLinksAreThoseOfTheBatch();
    }
  }

  @Test
  void manyWritersAtOnceNeitherStopEachOtherNorSpoilTheOutcome() throws Exception {
    // Another test may have torn a profile from its customer.
    var empty = count(EMPTY);
    try (var pool = Executors.newFixedThreadPool(8)) {
      var writers = new ArrayList<Callable<Integer>>();
      for (int i = 0; i < 8; i++) {
        var random = new Random(900 + i);
        writers.add(() -> {
          for (int call = 0; call < 8; call++) {
            // All write the same sixty people.
            liveOn(random, 4711);
          }
          return 0;
        });
      }
      for (Future<Integer> done : pool.invokeAll(writers)) {
        assertThat(done.get()).isZero();
      }
    }
    assertThat(pass.run().orElseThrow().leftOver()).isZero();
    assertThat(stored()).isEqualTo(batch());
    assertThat(count(EMPTY)).isEqualTo(empty);
  }

  @Test
  void aSettledStateStays() {
    liveOn(new Random(77), 77);
    assertThat(pass.run()).isPresent();
    sweeper.redo();
    var before = written();
    assertThat(pass.run().orElseThrow().moved()).isZero();
    sweeper.redo();
    assertThat(written()).isEqualTo(before);
    given()
        .auth()
        .oauth2(SignIn.officer())
        .get("/api/v1/identity/settle")
        .then()
        .statusCode(200)
        .body("state", org.hamcrest.Matchers.equalTo("settled"))
        .body("run.stage", org.hamcrest.Matchers.equalTo("finished"));
  }

  @Test
  void aTillPhoneIsDemotedAndPeopleAreApartAgain() {
    var phone = "030 55512347";
    var two =
        People.ingest(
            People.item("settled", "till-a", "given_name", "Xenobia", "phone", phone),
            People.item("settled", "till-b", "given_name", "Xenobia", "phone", phone));
    assertThat(two.getString("items[0].customer")).isEqualTo(two.getString("items[1].customer"));
    for (int i = 0; i < 30; i++) {
      People.ingest(
          People.item(
              "settled",
              "till-" + i,
              "given_name",
              "Q" + letters(i),
              "family_name",
              "W" + letters(100 + i),
              "birth_date",
              (1930 + i) + "-0" + (1 + i % 9) + "-11",
              "phone",
              phone));
    }
    assertThat(sweeper.redo()).isPositive();
    var till =
        Stream.concat(
                Stream.of("till-a", "till-b"), IntStream.range(0, 30).mapToObj(i -> "till-" + i))
            .toArray(String[]::new);
    assertThat(customers(till)).hasSize(32).doesNotHaveDuplicates();
    assertThat(linksOf(till)).isZero();
    assertThat(pass.run()).isPresent();
    assertThat(customers(till)).hasSize(32).doesNotHaveDuplicates();
    assertThat(linksOf(till)).isZero();
    List<GenericStore.Generic> generic = database.with(GenericStore::all);
    assertThat(generic)
        .anySatisfy(value -> {
          assertThat(value.level()).isEqualTo(GenericStore.NO_EVIDENCE);
          assertThat(value.customers()).isEqualTo(32);
        });
  }

  @Test
  void aListedPhoneLinksNobodyUntilItIsTakenOffTheList() {
    var phone = "030 55598765";
    var listed =
        given()
            .auth()
            .oauth2(SignIn.pipeline())
            .contentType("application/json")
            .body(Map.of("kind", "phone", "value", phone, "country", "DE"))
            .post("/api/v1/identity/generic-values");
    listed.then().statusCode(400);
    var id =
        given()
            .auth()
            .oauth2(SignIn.pipeline())
            .contentType("application/json")
            .body(Map.of("kind", "phone", "value", "+49" + phone.substring(1)))
            .post("/api/v1/identity/generic-values")
            .then()
            .statusCode(201)
            .body("level", org.hamcrest.Matchers.equalTo("no_evidence"))
            .extract()
            .jsonPath()
            .getString("id");
    var two =
        People.ingest(
            People.item("settled", "kiosk-a", "given_name", "Zenzi", "phone", phone),
            People.item("settled", "kiosk-b", "given_name", "Zenzi", "phone", phone));
    assertThat(two.getString("items[0].customer")).isNotEqualTo(two.getString("items[1].customer"));
    assertThat(pass.run()).isPresent();
    assertThat(customers("kiosk-a", "kiosk-b")).doesNotHaveDuplicates();
    given()
        .auth()
        .oauth2(SignIn.pipeline())
        .delete("/api/v1/identity/generic-values/" + id)
        .then()
        .statusCode(204);
    assertThat(pass.run()).isPresent();
    assertThat(customers("kiosk-a", "kiosk-b")).containsOnly(customers("kiosk-b").getFirst());
  }

  @Test
  void theBlockingAnalysisCountsWhatRulesFindWithoutAnyValue() {
    People.ingest(
        People.item("settled", "block-a", "email", "burgunde.q@web.de"),
        People.item("settled", "block-b", "email", "burgunde.q@web.de"));
    var analysis = People.get("/api/v1/identity/blocking");
    analysis.then().statusCode(200);
    assertThat(analysis.jsonPath().getInt("rules.find { it.rule == 'email' }.pairs")).isPositive();
    assertThat(analysis.jsonPath().getInt("rules.find { it.rule == 'email' }.found")).isPositive();
    assertThat(analysis.asString()).doesNotContain("burgunde");
  }

  @Test
  void weightsOfLinksBecomeThoseOfThePassThoughNobodyMoves() {
    People.ingest(burglinde("drift-a"), burglinde("drift-b"));
    assertThat(pass.run()).isPresent();
    var customers = customers("drift-a", "drift-b");
    assertThat(customers.getFirst()).isEqualTo(customers.getLast());
    var weight = weight("drift-a", "drift-b");
    var events = events();
    // As after a pass that counted other people, or by another model.
    database.with(sql ->
        sql.update(
            "update link set weight = weight - 3 where a in (select id from profile where"
                + " customer_id = ?)",
            customers.getFirst().value()));
    assertThat(weight("drift-a", "drift-b")).isCloseTo(weight - 3, within(.001));
    assertThat(pass.run()).isPresent();

    assertThat(weight("drift-a", "drift-b")).isCloseTo(weight, within(LinkDrift.BITS + .001));
    assertThat(customers("drift-a", "drift-b")).isEqualTo(customers);
    assertLinksAreThoseOfTheBatch();
    assertThat(events()).isEqualTo(events);
  }

  private static Map<String, Object> burglinde(String key) {
    return People.item(
        "settled",
        key,
        "given_name",
        "Burglinde",
        "family_name",
        "Eisvogel",
        "birth_date",
        "1961-07-19");
  }

  private List<CustomerId> customers(String... keys) {
    return identity.ensureProfiles(keys(keys)).stream()
        .map(IdentityService.ProfileRef::customer)
        .toList();
  }

  @Test
  void aPassGoesOnWhereOneWasKilled() {
    liveOn(new Random(5), 5);
    database.with(sql -> {
      SettleStore.begin(sql, java.time.Instant.EPOCH);
      return sql.update("insert into value_count (snapshot, value, holders) values (999, 1, 7)");
    });
    assertThat(pass.run().orElseThrow().leftOver()).isZero();
    assertThat(stored()).isEqualTo(batch());
    assertThat(count("settle_run where finished_at is null")).isZero();
    assertThat(count("value_count where snapshot = 999")).isZero();
  }

  private static List<IdentityService.SourceKey> keys(String... keys) {
    return List.of(keys).stream()
        .map(key -> new IdentityService.SourceKey("settled", key))
        .toList();
  }

  private void liveOn(Random random, long seed) {
    var items = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < 1 + random.nextInt(12); i++) {
      items.add(person(random, "p-" + seed + "-" + random.nextInt(60)));
    }
    People.post(items).then().statusCode(200);
    if (random.nextInt(3) == 0) {
      var gone = identity.ensureProfiles(keys("p-" + seed + "-" + random.nextInt(60)));
      identity.erase(List.of(gone.getFirst().id()));
    }
  }

  private static Map<String, Object> person(Random random, String key) {
    var given = GIVEN.get(random.nextInt(GIVEN.size()));
    var family = FAMILY.get(random.nextInt(FAMILY.size()));
    var attributes = new LinkedHashMap<String, Object>();
    attributes.put("given_name", given);
    attributes.put("family_name", family);
    if (random.nextBoolean()) {
      attributes.put("email", given + "." + family + random.nextInt(2) + "@web.de");
    }
    if (random.nextBoolean()) {
      attributes.put(
          "birth_date", "195" + random.nextInt(3) + "-0" + (1 + random.nextInt(3)) + "-11");
    }
    if (random.nextBoolean()) {
      attributes.put("phone", "0221 44556" + random.nextInt(6));
    }
    return Map.of(
        "source", "settled", "source_key", key, "attributes", attributes, "country", "DE");
  }

  private static String letters(int number) {
    var random = new Random(number);
    return random
        .ints(7, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private Set<Set<ProfileId>> stored() {
    var customers = new TreeMap<CustomerId, Set<ProfileId>>();
    for (var row : rows()) {
      assertThat(row.customer()).isNotNull();
      assertThat(row.resolved()).isTrue();
      if (attributes(row) != null) {
        customers.computeIfAbsent(row.customer(), c -> new HashSet<>()).add(row.id());
      }
    }
    return new HashSet<>(customers.values());
  }

  private dev.lethe.identitygraph.@org.jspecify.annotations.Nullable Attributes attributes(
      StoredProfile row) {
    return seal.openComparable(List.of(row.key()), List.of(row.comparable()))
        .getFirst()
        .orElse(null);
  }

  private Set<Set<ProfileId>> batch() {
    return resolved().clusters().stream().map(HashSet::new).collect(Collectors.toSet());
  }

  private Resolution resolved() {
    var profiles = new ArrayList<Profile>();
    for (var row : rows()) {
      var attributes = attributes(row);
      if (attributes != null) {
        profiles.add(new Profile(row.id(), row.source(), attributes));
      }
    }
    return new PopulationResolver(
            Model.shipped(),
            CountedFrequencies.of(profiles.stream().map(Profile::attributes).toList()),
            ProfileResolver.SETTINGS)
        .resolve(
            profiles,
            database.with(sql ->
                Decisions.constraints(
                    sql, profiles.stream().map(Profile::id).toList(), sources.duplicateFree())),
            GenericValues.NONE)
        .resolution();
  }

  /** Every one is there and of the same weight, but for what passes leave as it is. */
  private void assertLinksAreThoseOfTheBatch() {
    var batch = resolved();
    var cluster = new HashMap<ProfileId, Integer>();
    for (int c = 0; c < batch.clusters().size(); c++) {
      for (var profile : batch.clusters().get(c)) {
        cluster.put(profile, c);
      }
    }
    var expected = new HashMap<List<ProfileId>, Double>();
    for (var link : batch.links()) {
      if (Objects.equals(cluster.get(link.a()), cluster.get(link.b()))) {
        expected.put(List.of(link.a(), link.b()), link.weight());
      }
    }
    List<Link> links =
        database.with(sql ->
            sql.query(CustomerStore.LINKS, row -> CustomerStore.link(row).link()).stream()
                .filter(link -> cluster.containsKey(link.a()) && cluster.containsKey(link.b()))
                .toList());
    assertThat(links)
        .hasSameSizeAs(expected.keySet())
        .allSatisfy(link ->
            assertThat(expected.get(List.of(link.a(), link.b())))
                .isNotNull()
                .isCloseTo(link.weight(), within(LinkDrift.BITS + .001)));
  }

  private double weight(String one, String other) {
    var pair = identity.ensureProfiles(keys(one, other));
    var ids = pair.stream().map(IdentityService.ProfileRef::id).sorted().toList();
    List<Link> links =
        database.with(sql ->
            sql.query(
                CustomerStore.LINKS + " where a = ? and b = ?",
                row -> CustomerStore.link(row).link(),
                ids.getFirst().value(),
                ids.getLast().value()));
    return links.getFirst().weight();
  }

  private int linksOf(String... keys) {
    var ids = identity.ensureProfiles(keys(keys)).stream().map(ref -> ref.id().value()).toList();
    List<Integer> links =
        database.with(sql ->
            sql.query(
                "select count(*) from link where a = any(?) or b = any(?)",
                row -> row.getInt(1),
                sql.uuids(ids),
                sql.uuids(ids)));
    return links.getFirst();
  }

  /** Who is who and all that says so, with the transaction that wrote each row last. */
  private Map<String, String> written() {
    var tables =
        List.of("profile", "customer", "customer_alias", "customer_event", "link", "generic_value");
    var written = new TreeMap<String, String>();
    for (var table : tables) {
      List<String> rows =
          database.with(sql -> sql.query("select xmin from " + table, row -> row.getString(1)));
      written.put(table, String.join(" ", rows.stream().sorted().toList()));
    }
    return written;
  }

  private List<StoredProfile> rows() {
    return database.with(
        sql -> sql.query("select " + StoredProfile.COLUMNS + " from profile", StoredProfile::read));
  }

  private long events() {
    return count("customer_event");
  }

  private long count(String from) {
    List<Long> counts =
        database.with(sql -> sql.query("select count(*) from " + from, row -> row.getLong(1)));
    return counts.getFirst();
  }
}
