package dev.lethe.service.request;

import dev.lethe.service.request.VerificationRules.Evidence;
import dev.lethe.service.request.state.Degree;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What callers send; each body checks itself and names the field that is wrong. */
final class RequestBodies {
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
  private static final Duration OLDEST = Duration.ofDays(365);
  private static final int MAX_ITEMS = 20;
  private static final int MAX_VALUE = 500;
  private static final int MAX_TEXT = 2_000;
  private static final Set<String> DENIALS =
      Set.of("unverified", "fraud", "excessive", "out_of_scope", "exempt", "duplicate", "other");

  private RequestBodies() {}

  /** A new request. */
  record NewRequest(
      @Nullable Right right,
      @Nullable Regime regime,
      @Nullable List<@Nullable IdentifierBody> identifiers,
      @Nullable Instant receivedAt,
      @Nullable String channel,
      @Nullable String note) {

    Intake.Order checked(Instant now) {
      Instant received = receivedAt == null ? now : receivedAt;
      if (received.isAfter(now.plus(CLOCK_SKEW)) || received.isBefore(now.minus(OLDEST))) {
        throw ProblemException.invalidField(
            "received_at", "received_at lies in the future or more than a year back.");
      }
      return new Intake.Order(
          require("right", right),
          require("regime", regime),
          checkedIdentifiers(require("identifiers", identifiers)),
          received,
          word("channel", channel),
          optional("note", note));
    }

    private List<Identifier> checkedIdentifiers(List<@Nullable IdentifierBody> given) {
      if (given.isEmpty() || given.size() > MAX_ITEMS) {
        throw ProblemException.invalidField(
            "identifiers", "Give 1 to " + MAX_ITEMS + " identifiers.");
      }
      return given.stream().map(body -> require("identifiers", body).checked()).toList();
    }
  }

  /** An identifier. */
  record IdentifierBody(@Nullable String kind, @Nullable String value) {
    Identifier checked() {
      String known = require("identifiers.kind", kind);
      String given = require("identifiers.value", value);
      if (!known.matches("[a-z][a-z_]{0,39}")) {
        throw ProblemException.invalidField(
            "identifiers.kind", "A kind is lower-case words like email or loyalty_id.");
      }
      if (given.isBlank() || given.length() > MAX_VALUE) {
        throw ProblemException.invalidField(
            "identifiers.value", "A value has 1 to " + MAX_VALUE + " characters.");
      }
      return new Identifier(known, given.strip());
    }

    @Override
    public String toString() {
      return "IdentifierBody[" + kind + "]";
    }
  }

  /** How surely the person is who they say. */
  record VerificationBody(
      @Nullable Degree degree,
      @Nullable String method,
      @Nullable List<@Nullable EvidenceBody> evidence) {

    List<Evidence> checkedEvidence() {
      List<@Nullable EvidenceBody> given = evidence == null ? List.of() : evidence;
      if (given.size() > MAX_ITEMS) {
        throw ProblemException.invalidField("evidence", "At most " + MAX_ITEMS + " items.");
      }
      return given.stream().map(body -> require("evidence", body).checked()).toList();
    }
  }

  /** A piece of evidence: kind and outcome only, never the value. */
  record EvidenceBody(@Nullable String kind, @Nullable String outcome) {
    Evidence checked() {
      return new Evidence(code("evidence.kind", kind), code("evidence.outcome", outcome));
    }
  }

  /** A decision about a plan. */
  record ApprovalBody(@Nullable Decision decision, @Nullable String reason) {}

  /** Yes or back. */
  enum Decision {
    @com.fasterxml.jackson.annotation.JsonProperty("approve")
    APPROVE,
    @com.fasterxml.jackson.annotation.JsonProperty("return")
    RETURN
  }

  /** A reason alone. */
  record ReasonBody(@Nullable String reason) {}

  /** A refusal. */
  record DenialBody(@Nullable String reasonCode, @Nullable String reason) {
    String checkedCode() {
      String code = require("reason_code", reasonCode);
      if (!DENIALS.contains(code)) {
        throw ProblemException.invalidField(
            "reason_code", "Use one of " + DENIALS.stream().sorted().toList() + ".");
      }
      return code;
    }
  }

  /** The customer chosen among several. */
  record SubjectBody(@Nullable String customer) {}

  /** An empty object. */
  record NoBody() {}

  static <T> T require(String field, @Nullable T value) {
    if (value == null) {
      throw ProblemException.missingField(field);
    }
    return value;
  }

  static String text(String field, @Nullable String value) {
    String given = require(field, optional(field, value));
    if (given.isBlank()) {
      throw ProblemException.invalidField(field, "Say it in words.");
    }
    return given;
  }

  static @Nullable String optional(String field, @Nullable String value) {
    if (value != null && value.length() > MAX_TEXT) {
      throw new ProblemException(
          ProblemType.VALUE_TOO_LARGE,
          "A text has at most " + MAX_TEXT + " characters.",
          java.util.Map.of("field", field));
    }
    return value;
  }

  static String code(String field, @Nullable String value) {
    return require(field, word(field, require(field, value)));
  }

  private static @Nullable String word(String field, @Nullable String value) {
    if (value != null && !value.matches("[A-Za-z][A-Za-z0-9_ -]{0,39}")) {
      throw ProblemException.invalidField(
          field, "Use a short word of letters, digits and underscores.");
    }
    return value;
  }
}
