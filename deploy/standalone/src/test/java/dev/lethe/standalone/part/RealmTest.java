package dev.lethe.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.standalone.home.DemoUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealmTest {
  private String realm = "";

  @BeforeEach
  void read() throws IOException {
    try (var stream = RealmTest.class.getResourceAsStream("/keycloak/lethe-realm.json")) {
      assertThat(stream).isNotNull();
      realm = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyDemoUserWhomTheWelcomeNamesCanSignIn(DemoUser user) {
    assertThat(realm)
        .contains("\"username\": \"" + user.login() + "\"")
        .contains("\"value\": \"" + user.password() + "\"")
        .contains("\"realmRoles\": [\"" + user.login() + "\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LETHE_WEB_SECRET", "LETHE_PIPELINE_SECRET", "LETHE_CLI_SECRET"})
  void noClientSecretStandsInTheFile(String variable) {
    assertThat(realm).contains("\"secret\": \"${" + variable + "}\"");
  }

  @Test
  void everyClientThatObtainsTokensNamesTheApiAsTheirAudience() {
    assertThat(realm.split("\"included.client.audience\": \"lethe-api\"", -1)).hasSize(4);
  }
}
