package dev.lethe.service.identity;

import static io.restassured.RestAssured.given;

import dev.lethe.service.testing.SignIn;
import io.restassured.path.json.JsonPath;

/** Trainings as a caller follows them. */
final class Trainings {
  private static final String PATH = "/api/v1/identity/trainings";

  private Trainings() {}

  /** Waits for a training as the command does. */
  static JsonPath ended(String training) throws InterruptedException {
    for (int second = 0; second < 120; second++) {
      var job = given().auth().oauth2(SignIn.auditor()).get(PATH + "/" + training).jsonPath();
      if (job.getString("finished_at") != null) {
        return job;
      }
      Thread.sleep(1_000);
    }
    throw new AssertionError("the training did not end");
  }
}
