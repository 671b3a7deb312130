package dev.lethe.service.policy;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.service.testing.SignIn;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.Collectors;

/** Calls of the API that the tests of the policy have in common. */
final class PolicyCalls {
  static final String POLICY = "/api/v1/token-policy";
  static final String PROPOSALS = POLICY + "/proposals";
  static final String PROBLEM = "urn:lethe:problem:";
  private static final ObjectMapper JSON = new ObjectMapper();

  private PolicyCalls() {}

  static ValidatableResponse get(String token, String path) {
    return given().auth().oauth2(token).get(path).then();
  }

  static ValidatableResponse post(String token, String path, String body) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(body)
        .post(path)
        .then();
  }

  /** The policy in force as a document that can be changed. */
  static ObjectNode document() {
    return read(get(SignIn.auditor(), POLICY).statusCode(200).extract().asString(), "policy");
  }

  /** The policy that ships. */
  static ObjectNode shipped() {
    return read(
        get(SignIn.auditor(), POLICY + "/versions/0").statusCode(200).extract().asString(),
        "policy");
  }

  private static ObjectNode read(String text, String member) {
    try {
      return (ObjectNode) JSON.readTree(text).required(member);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts a document in force, by two persons. */
  static int change(ObjectNode document) {
    int newest = get(SignIn.auditor(), POLICY).extract().path("version");
    return confirm(SignIn.approver(), propose(SignIn.officer(), newest, document))
        .statusCode(200)
        .extract()
        .path("version");
  }

  /** Proposes a document; answers the proposal's id. */
  static String propose(String token, long basedOn, ObjectNode document) {
    return post(token, PROPOSALS, body(basedOn, document)).statusCode(201).extract().path("id");
  }

  static ValidatableResponse confirm(String token, String proposal) {
    return given().auth().oauth2(token).post(PROPOSALS + "/" + proposal + "/confirmation").then();
  }

  static String body(long basedOn, ObjectNode document) {
    return JSON.createObjectNode()
        .put("based_on", basedOn)
        .put("reason", "ticket 7")
        .set("policy", document)
        .toString();
  }

  static ValidatableResponse tokenize(String token, String field, List<String> profiles) {
    return post(
        token,
        "/api/v1/tokens",
        "{\"field\":\"%s\",\"suite\":1,\"profile\":%s,\"value\":%s}"
            .formatted(
                field,
                array(profiles),
                array(profiles.stream().map(profile -> "marked-value").toList())));
  }

  static ValidatableResponse reveal(
      String token, String purpose, String field, List<String> tokens) {
    return post(
        token,
        "/api/v1/tokens/reveal",
        "{\"purpose\":\"%s\",\"reason\":\"ticket 7\",\"field\":\"%s\",\"token\":%s}"
            .formatted(purpose, field, array(tokens)));
  }

  private static String array(List<String> texts) {
    return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(",", "[", "]"));
  }
}
