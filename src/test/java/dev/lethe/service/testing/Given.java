package dev.lethe.service.testing;

import static io.restassured.RestAssured.given;

import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.identity.IdentityService.ProfileRef;
import dev.lethe.service.identity.IdentityService.SourceKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What tests of the API find there when they begin. */
public final class Given {
  private Given() {}

  /** Sources of the web, each of which may know a person twice. */
  public static void sources(String... names) {
    for (var name : names) {
      put(
          "/api/v1/sources/" + name,
          "application/json",
          "{\"kind\":\"web\",\"duplicate_free\":false}");
    }
  }

  /** Profiles that nobody else knows, in the source {@code web}. */
  public static List<ProfileRef> profiles(IdentityService identity, int count) {
    sources("web");
    return identity.ensureProfiles(
        Stream.generate(() -> new SourceKey("web", UUID.randomUUID().toString()))
            .limit(count)
            .toList());
  }

  /** Data sets of the catalog, as YAML. */
  public static void datasets(String yaml) {
    put("/api/v1/catalog/datasets", "application/yaml", yaml);
  }

  /** The catalog of the retailer that the demo shows. */
  public static void retailCatalog() throws IOException {
    datasets(Files.readString(Path.of("..", "deploy", "catalog", "retail.yaml")));
  }

  private static void put(String path, String type, String body) {
    given()
        .auth()
        .oauth2(SignIn.pipeline())
        .contentType(type)
        .body(body.getBytes(StandardCharsets.UTF_8))
        .put(path)
        .then()
        .statusCode(200);
  }
}
