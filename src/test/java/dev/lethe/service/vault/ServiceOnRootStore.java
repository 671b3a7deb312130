package dev.lethe.service.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lethe.service.request.People;
import dev.lethe.service.request.RequestClient;
import dev.lethe.service.testing.Databases;
import dev.lethe.service.testing.PackagedService;
import dev.lethe.service.testing.SignIn;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The packaged service on its databases and on a root key store, and what callers see of it. */
final class ServiceOnRootStore implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PROBLEM = "urn:lethe:problem:";

  private final Databases databases = new Databases();
  private final SignIn signIn = new SignIn();
  private final Map<String, String> settings = new HashMap<>();
  final PackagedService process;

  ServiceOnRootStore(String name, Map<String, String> store, Map<String, String> environment) {
    settings.putAll(databases.start());
    settings.putAll(signIn.start());
    settings.remove("lethe.vault.root-file");
    settings.remove("lethe.vault.root-passphrase");
    settings.put("lethe.vault.retained-epochs", "0");
    settings.put("lethe.vault.look", "PT1S");
    settings.put("lethe.fanout.poll", "PT0.2S");
    settings.putAll(store);
    process = new PackagedService(name, settings, environment);
    RestAssured.port = process.port();
  }

  /** A person and tokens of both their profiles. */
  record Customer(People.Person person, List<String> tokens) {}

  Customer customer() {
    var person = People.withTwoRecords();
    var made = tokenize(person);
    made.then().statusCode(200);
    return new Customer(person, made.path("token"));
  }

  Response tokenize(People.Person person) {
    return RequestClient.as(SignIn.pipeline())
        .contentType("application/json")
        .body(
            Map.of(
                "field",
                "email",
                "suite",
                1,
                "profile",
                person.profiles(),
                "value",
                person.profiles().stream().map(p -> person.email()).toList()))
        .post("/api/v1/tokens");
  }

  private static Response reveal(Customer customer) {
    return RequestClient.as(SignIn.officer())
        .contentType("application/json")
        .body(
            Map.of(
                "purpose",
                "support",
                "reason",
                "ticket 7",
                "field",
                "email",
                "token",
                customer.tokens()))
        .post("/api/v1/tokens/reveal");
  }

  void assertReveals(Customer customer) {
    List<String> values = reveal(customer).then().statusCode(200).extract().path("value");
    assertThat(values).hasSize(2).containsOnly(customer.person().email());
  }

  void assertErased(Customer customer) {
    var answer = reveal(customer).then().statusCode(200).extract().jsonPath();
    assertThat(answer.getList("value")).hasSize(2).containsOnlyNulls();
    assertThat(answer.getString("problems.'0'.type")).isEqualTo(PROBLEM + "key-destroyed");
  }

  /** Nothing is opened and no key is made. */
  void assertRefuses(Customer customer) {
    var refused = reveal(customer);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.<String>path("type")).isEqualTo(PROBLEM + "vault-sealed");
    assertThat(tokenize(customer.person()).statusCode()).isEqualTo(503);
  }

  void erase(Customer customer) {
    var request = RequestClient.planned("delete", customer.person().email());
    RequestClient.approve(request).then().statusCode(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(RequestClient.state(request)).isEqualTo("COMPLETED"));
  }

  /** Ends the service in order and lets a day pass. */
  void stopForADay() throws Exception {
    process.stop();
    database("update epoch set started_at = started_at - interval '25 hours'");
  }

  /** Waits for the second epoch and for the end of the first one's root key. */
  void awaitSecondEpoch() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(
                    database(
                        "select string_agg(number || ' ' || (root_destroyed_at is not null), ', '"
                            + " order by number) from epoch"))
                .isEqualTo("1 true, 2 false"));
  }

  private String database(String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                setting("quarkus.datasource.vault.jdbc.url"),
                setting("quarkus.datasource.vault.username"),
                setting("quarkus.datasource.vault.password"));
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      var rows = statement.getResultSet();
      rows.next();
      return rows.getString(1);
    }
  }

  private String setting(String name) {
    return Objects.requireNonNull(settings.get(name), name);
  }

  void awaitReason(String words) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(process.vault().getString("data.reason")).contains(words));
  }

  void awaitReady(String status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(process.vault().getString("status")).isEqualTo(status));
  }

  /** Waits until operators are told, or no longer, by health answer and metric. */
  void awaitAlarm(VaultAlarm alarm, boolean raised) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var data = Objects.requireNonNullElse(process.vault().getMap("data"), Map.of());
          assertThat(data.containsKey(alarm.code())).isEqualTo(raised);
          assertThat(process.metrics())
              .contains(
                  "lethe_vault_alarm{alarm=\"%s\"} %s"
                      .formatted(alarm.code(), raised ? "1.0" : "0.0"));
        });
  }

  /** No secret of a test, all of which begin so, is in the service's log. */
  void assertLogHoldsNoSecret() throws Exception {
    assertThat(Files.readString(process.log().toPath())).doesNotContain("marked-");
  }

  @Override
  public void close() throws Exception {
    process.kill();
    signIn.stop();
    databases.stop();
  }
}
