package dev.lethe.service.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.lethe.service.testing.LetheTest;
import dev.lethe.service.testing.SignIn;
import org.junit.jupiter.api.Test;

@LetheTest
class SignInTest {
  @Test
  void aTokenOfThisApiIsAccepted() {
    given()
        .auth()
        .oauth2(SignIn.officer())
        .get("/api/v1/me")
        .then()
        .statusCode(200)
        .body("name", equalTo("olga"))
        .body("permissions", hasItems("requests:write", "customers:read"));
  }

  @Test
  void aTokenThatIsSentAgainGivesTheSameRights() {
    var token = SignIn.officer();
    for (int i = 0; i < 3; i++) {
      given()
          .auth()
          .oauth2(token)
          .get("/api/v1/me")
          .then()
          .statusCode(200)
          .body("name", equalTo("olga"))
          .body("permissions", hasItems("requests:write", "customers:read"));
      given().auth().oauth2(token).get("/api/v1/keys/rotations").then().statusCode(200);
      given()
          .auth()
          .oauth2(token)
          .contentType("application/json")
          .body("{}")
          .post("/api/v1/tokens")
          .then()
          .statusCode(403);
    }
  }

  @Test
  void aTokenThatWasChangedAfterItWasAcceptedIsRefused() {
    var token = SignIn.officer();
    given().auth().oauth2(token).get("/api/v1/me").then().statusCode(200);
    var signature = token.lastIndexOf('.') + 10;
    var other = token.charAt(signature) == 'A' ? 'B' : 'A';
    var changed = token.substring(0, signature) + other + token.substring(signature + 1);
    given().auth().oauth2(changed).get("/api/v1/me").then().statusCode(401);
  }

  @Test
  void withoutTokenTheAnswerIsAProblem() {
    given()
        .get("/api/v1/me")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:lethe:problem:not-signed-in"));
  }

  @Test
  void rubbishIsNotAToken() {
    given()
        .auth()
        .oauth2("rubbish")
        .get("/api/v1/me")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
  }

  @Test
  void aTokenForAnotherAudienceIsRefusedEachTime() {
    var token = SignIn.tokenFor("other-app", "olga", "officer");
    given().auth().oauth2(token).get("/api/v1/me").then().statusCode(401);
    given().auth().oauth2(token).get("/api/v1/me").then().statusCode(401);
  }

  @Test
  void aPageWithoutSessionIsToldToSignIn() {
    given()
        .header("X-Requested-With", "JavaScript")
        .get("/api/v1/me")
        .then()
        .log()
        .all()
        .statusCode(499)
        .header("WWW-Authenticate", equalTo("OIDC"));
  }

  @Test
  void aWriteFromAnotherSiteIsRefused() {
    given()
        .header("Sec-Fetch-Site", "same-site")
        .header("X-Requested-With", "JavaScript")
        .cookie("q_session", "stolen")
        .post("/api/v1/requests")
        .then()
        .statusCode(403)
        .body("type", equalTo("urn:lethe:problem:forgery-suspected"));
  }

  @Test
  void anUnknownPathIsAProblem() {
    given().auth().oauth2(SignIn.officer()).get("/api/v1/nothing-here").then().statusCode(404);
  }
}
