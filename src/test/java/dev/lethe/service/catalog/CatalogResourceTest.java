package dev.lethe.service.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.lethe.piicatalog.Action;
import dev.lethe.piicatalog.Asset;
import dev.lethe.piicatalog.Catalog;
import dev.lethe.piicatalog.FidesDatasets;
import dev.lethe.piicatalog.Suite;
import dev.lethe.piicatalog.Target;
import dev.lethe.piicatalog.TokenRule;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import io.agroal.api.AgroalDataSource;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LetheTest
class CatalogResourceTest {
  private static final Path RETAIL = Path.of("..", "deploy", "catalog", "retail.yaml");

  private final CatalogService catalog;
  private final AgroalDataSource dataSource;

  CatalogResourceTest(CatalogService catalog, AgroalDataSource dataSource) {
    this.catalog = catalog;
    this.dataSource = dataSource;
  }

  @BeforeEach
  void loadTheRetailersFile() throws Exception {
    load(Files.readString(RETAIL)).statusCode(200);
  }

  @Test
  void serviceAnswersExactlyWhatTheFileSays() throws Exception {
    Catalog file = FidesDatasets.read(Files.readString(RETAIL));

    assertThat(catalog.assets())
        .filteredOn(asset -> file.datasets().contains(asset.dataset()))
        .containsExactlyInAnyOrderElementsOf(file.assets());
    assertThat(catalog.targets()).containsAll(file.targets());
    assertThat(catalog.dataset("retail_events")).contains(file.policies().getFirst());
    assertThat(catalog.dataset("retail_lake")).isEmpty();
    assertThat(catalog.tokenRule("session_id")).contains(new TokenRule(Suite.DETERMINISTIC, null));
    assertThat(catalog.tokenRule("no_such_class")).isEmpty();
  }

  @Test
  void loadingAgainChangesNothing() throws Exception {
    load(Files.readString(RETAIL))
        .statusCode(200)
        .body("targets", equalTo(2))
        .body("assets", equalTo(2))
        .body("streams", equalTo(1))
        .body("changes.added", equalTo(0))
        .body("changes.changed", equalTo(0))
        .body("changes.removed", equalTo(0));
  }

  @Test
  void fileReplacesItsOwnDataSetsAndNoOthers() throws Exception {
    load(warehouse("orders", "customer_id")).body("changes.added", equalTo(1));
    load(warehouse("invoices", "person"))
        .body("changes.added", equalTo(1))
        .body("changes.removed", equalTo(1));

    assertThat(catalog.assets())
        .extracting(Asset::name)
        .contains("invoices", "retail.events")
        .doesNotContain("orders");
    long before = auditEntries();
    load(warehouse("invoices", "someone")).body("changes.changed", equalTo(1));
    assertThat(auditEntries()).isEqualTo(before + 1);
  }

  @Test
  void dataSetWithoutCollectionsTakesItsAssetsAndTargetAway() {
    load(warehouse("orders", "customer_id"));

    load("dataset: [{fides_key: dwh_shop, collections: []}]").body("changes.removed", equalTo(1));

    assertThat(catalog.targets()).extracting(Target::name).doesNotContain("dwh", "dwh_shop");
  }

  @Test
  void anotherDataSetCannotTakeAnAssetOver() {
    String thief =
        warehouse("retail.events", "id")
            .replace("target: dwh", "target: lake")
            .replace("warehouse", "lake");
    long before = auditEntries();

    load(thief).statusCode(400).body("type", equalTo("urn:lethe:problem:invalid-catalog"));
    load(thief.replace("retail.events", "other").replace("connector: lake", "connector: topic"))
        .statusCode(400)
        .body("detail", containsString("already has the connector lake"));

    assertThat(auditEntries()).isEqualTo(before);
    assertThat(catalog.assets()).extracting(Asset::name).doesNotContain("other");
  }

  @Test
  void badFileIsRefusedWithPathAndLineAndChangesNothing() throws Exception {
    List<Asset> before = catalog.assets();

    load(Files.readString(RETAIL).replace("user.behavior.purchase_history", "user.nobody"))
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:lethe:problem:invalid-catalog"))
        .body("detail", containsString("line 38, $.dataset[0].collections[0].fields[8].fields[0]"))
        .body("problems.line", everyItem(notNullValue()))
        .body("problems", hasSize(11));
    given()
        .auth()
        .oauth2(SignIn.officer())
        .contentType("application/yaml")
        .body(new byte[] {'a', ':', (byte) 0xff})
        .put("/api/v1/catalog/datasets")
        .then()
        .statusCode(400)
        .body("type", equalTo("urn:lethe:problem:invalid-utf8"));

    assertThat(catalog.assets()).isEqualTo(before);
  }

  @Test
  void listsShowTargetsAssetsAndFields() {
    get("/api/v1/targets").body("items.name", hasItem("lake")).body("next", nullValue());
    get("/api/v1/assets?target=lake")
        .body("items", hasSize(1))
        .body("items[0].subject_keys.profile", equalTo("profile"))
        .body("items[0].actions", is(List.of(Action.ERASE.spelling())));
    get("/api/v1/fields?target=lake&category=user.unique_id")
        .body("items.path", is(List.of("session_id", "profile", "customer")))
        .body("items[0].suite", equalTo(2));
    get("/api/v1/fields?target=nowhere").body("items", empty());
  }

  @Test
  void listsArePagedWithoutGapsOrRepeats() {
    String next =
        get("/api/v1/fields?asset=retail.events&limit=7")
            .body("items", hasSize(7))
            .extract()
            .path("next");

    get("/api/v1/fields?asset=retail.events&limit=7&after=" + next)
        .body("items", hasSize(5))
        .body("items[0].path", equalTo("device_type"))
        .body("next", nullValue());
    given()
        .auth()
        .oauth2(SignIn.auditor())
        .get("/api/v1/fields?after=nonsense")
        .then()
        .statusCode(400)
        .body("type", equalTo("urn:lethe:problem:invalid-parameter"));
  }

  @Test
  void coverageNamesEachMissingThing() {
    load(
        warehouse("orders", "customer_id")
            .replace("identity", "data_type")
            .replace(", action: erase", ""));

    get("/api/v1/coverage?limit=500")
        .body(
            "items.findAll { it.target == 'dwh' }.missing",
            is(List.of("subject_key", "action", "connector")));
  }

  @Test
  void onlyThoseWhoMayWriteLoadAFile() throws Exception {
    String yaml = Files.readString(RETAIL);

    given()
        .contentType("application/yaml")
        .body(yaml.getBytes(StandardCharsets.UTF_8))
        .put("/api/v1/catalog/datasets")
        .then()
        .statusCode(401);
    given()
        .auth()
        .oauth2(SignIn.auditor())
        .contentType("application/yaml")
        .body(yaml.getBytes(StandardCharsets.UTF_8))
        .put("/api/v1/catalog/datasets")
        .then()
        .statusCode(403);
  }

  private static ValidatableResponse load(String yaml) {
    return given()
        .auth()
        .oauth2(SignIn.officer())
        .contentType("application/yaml")
        .body(yaml.getBytes(StandardCharsets.UTF_8))
        .put("/api/v1/catalog/datasets")
        .then();
  }

  private static ValidatableResponse get(String path) {
    return given().auth().oauth2(SignIn.auditor()).get(path).then().statusCode(200);
  }

  private static String warehouse(String asset, String key) {
    return """
    dataset:
      - fides_key: dwh_shop
        meta: {lethe: {target: dwh, connector: warehouse, action: erase}}
        collections:
          - name: %s
            fields:
              - name: %s
                data_categories: [user.unique_id]
                fides_meta: {identity: customer}
    """
        .formatted(asset, key);
  }

  private long auditEntries() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from log_entry where type = 'catalog.replaced'")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("could not count the log's entries", e);
    }
  }
}
