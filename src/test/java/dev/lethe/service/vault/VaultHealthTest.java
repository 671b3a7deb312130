package dev.lethe.service.vault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.testing.LetheTest;
import org.junit.jupiter.api.Test;

@LetheTest
class VaultHealthTest {
  @Test
  void openVaultIsReadyWithoutAlarms() {
    var health = given().get("/q/health/ready").then().statusCode(200).extract().jsonPath();
    assertThat(health.getString("checks.find { it.name == 'vault' }.status")).isEqualTo("UP");
    assertThat(health.getMap("checks.find { it.name == 'vault' }.data")).isNullOrEmpty();
  }

  @Test
  void alarmsAreMetrics() {
    var metrics = given().get("/q/metrics").then().statusCode(200).extract().asString();
    assertThat(metrics).contains("lethe_vault_open 1.0", "lethe_vault_sign_in_seconds +Inf");
    for (var alarm : VaultAlarm.values()) {
      assertThat(metrics).contains("lethe_vault_alarm{alarm=\"" + alarm.code() + "\"} 0.0");
    }
  }
}
