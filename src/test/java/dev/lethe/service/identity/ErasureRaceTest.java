package dev.lethe.service.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.database.Sql;
import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Erasures while others move the same profiles. */
@LetheTest
class ErasureRaceTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final IdentityService identity;
  private final ProfileStore store;
  private final AgroalDataSource database;

  ErasureRaceTest(IdentityService identity, ProfileStore store, AgroalDataSource database) {
    this.identity = identity;
    this.store = store;
    this.database = database;
  }

  @Test
  void anErasureThatWaitedFollowsItsProfileToWhereItWasMoved() throws Exception {
    People.source("shop", false);
    var mail = UUID.randomUUID() + "@web.de";
    var staying = profile("race-staying", "email", mail, "loyalty_id", "8812300045");
    var leaving = profile("race-leaving", "loyalty_id", "8812300045");
    var partner = profile("race-partner", "email", mail);
    // So alike that the erasure looks at the partner's customer too, and has to wait for its lock.
    decideDifferent(staying, partner);
    assertThat(customer(leaving)).isEqualTo(customer(staying)).isNotEqualTo(customer(partner));
    var elsewhere = new CustomerId(UUID.randomUUID());
    try (var pool = Executors.newSingleThreadExecutor();
        var other = database.getConnection()) {
      other.setAutoCommit(false);
      var lock = WriteLocks.of(customer(partner));
      new Sql(other).query("select pg_advisory_xact_lock(?)", row -> 0, lock);
      var erased = pool.submit(() -> identity.erase(List.of(leaving)));
      awaitWaiterFor(other, lock);
      move(other, leaving, elsewhere);
      other.commit();
      assertThat(erased.get()).isOne();
    }
    assertThat(store.load(List.of(leaving))).isEmpty();
    assertThat(identity.customer(elsewhere)).isEmpty();
    assertThat(customer(staying)).isNotEqualTo(customer(partner));
  }

  private static void awaitWaiterFor(Connection connection, long lock) throws Exception {
    var waiting = false;
    for (var until = System.nanoTime() + PATIENCE.toNanos(); !waiting; Thread.sleep(5)) {
      assertThat(System.nanoTime()).as("nobody waits for the lock").isLessThan(until);
      waiting =
          new Sql(connection)
              .query(
                  "select exists (select from pg_locks where locktype = 'advisory'"
                      + " and not granted and objsubid = 1"
                      + " and (classid::bigint << 32 | objid::bigint) = ?)",
                  row -> row.getBoolean(1),
                  lock)
              .getFirst();
    }
  }

  private static void move(Connection connection, ProfileId profile, CustomerId to)
      throws SQLException {
    var sql = new Sql(connection);
    var now = Instant.EPOCH;
    sql.update(
        "insert into customer (id, created_at, changed_at) values (?, ?, ?)", to.value(), now, now);
    sql.update("update profile set customer_id = ? where id = ?", to.value(), profile.value());
  }

  private CustomerId customer(ProfileId profile) {
    var customer = store.load(List.of(profile)).getFirst().customer();
    assertThat(customer).isNotNull();
    return customer;
  }

  private static ProfileId profile(String key, Object... attributes) {
    var answer = People.ingest(People.item("shop", key, attributes));
    return ProfileId.parse(answer.getString("items[0].profile"));
  }

  private static void decideDifferent(ProfileId a, ProfileId b) {
    given()
        .auth()
        .oauth2(SignIn.officer())
        .contentType("application/json")
        .body(
            Map.of(
                "a",
                a.toString(),
                "b",
                b.toString(),
                "verdict",
                "different",
                "reason",
                "mother and child"))
        .post("/api/v1/identity/decisions")
        .then()
        .statusCode(200);
  }
}
