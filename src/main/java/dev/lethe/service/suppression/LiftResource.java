package dev.lethe.service.suppression;

import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.suppression.LiftService.Lift;
import dev.lethe.service.web.Idempotent;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.Reason;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** New consent, or another ground, lets the data of somebody erased in again. */
@Path("/api/v1/suppressions/lifts")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class LiftResource {
  private static final int MOST_VALUES = 1_000;
  private static final int LONGEST_VALUE = 1_024;
  private static final String REFERENCE = "[A-Za-z0-9_.:/#-]{1,100}";

  private final LiftService lifts;
  private final Caller caller;

  LiftResource(LiftService lifts, Caller caller) {
    this.lifts = lifts;
    this.caller = caller;
  }

  /** A source's name for somebody. */
  @Schema(name = "LiftSubject")
  record SubjectBody(@Nullable String source, @Nullable String key) {
    @Override
    public String toString() {
      return "SubjectBody[" + source + "]";
    }
  }

  /** An identifier of somebody. */
  @Schema(name = "LiftIdentifier")
  record IdentifierBody(
      @Schema(
              enumeration = {
                "email",
                "phone",
                "loyalty_id",
                "device_id",
                "cookie_id",
                "national_id"
              })
          @Nullable String kind,
      @Nullable String value) {
    @Override
    public String toString() {
      return "IdentifierBody[" + kind + "]";
    }
  }

  /** Whose data may come in again, and on what ground. */
  @Schema(
      name = "SuppressionLift",
      example =
          "{\"ground\":\"consent\",\"reference\":\"consent-4711\",\"reason\":\"signed up again\","
              + "\"subjects\":[{\"source\":\"web\",\"key\":\"c-1\"}],"
              + "\"identifiers\":[{\"kind\":\"email\",\"value\":\"jane@gmx.de\"}]}")
  record LiftBody(
      @Schema(enumeration = {"consent", "contract", "mistake"}) @Nullable String ground,
      @Schema(description = "Where the ground is on record; names nobody")
          @Nullable String reference,
      @Schema(description = "Kept in the log for ever; names nobody") @Nullable String reason,
      @Nullable List<@Nullable SubjectBody> subjects,
      @Nullable List<@Nullable IdentifierBody> identifiers) {
    @Override
    public String toString() {
      return "LiftBody[" + ground + "]";
    }
  }

  /**
   * What was lifted.
   *
   * @param lifted names and identifiers that were suppressed
   * @param notSuppressed those that were not
   */
  @Schema(name = "SuppressionLifted")
  record LiftView(int lifted, int notSuppressed) {}

  @POST
  @PermissionsAllowed(Permission.SUPPRESSIONS_LIFT)
  @Idempotent
  @Operation(
      summary = "Let somebody's data in again after an erasure",
      description =
          "Name every identifier that may come in: an event is kept out by any one that is still"
              + " suppressed. What was erased stays erased; the person gets a fresh profile and"
              + " key with the first event or record. The log keeps ground, reference, reason and"
              + " counts, no value.")
  @APIResponse(responseCode = "200", description = "From now on these do not keep data out.")
  @APIResponse(
      responseCode = "409",
      description =
          "urn:lethe:problem:erasure-under-way: an erasure of the person has not ended; requests"
              + " names it")
  public LiftView lift(@Nullable LiftBody body) {
    if (body == null) {
      throw ProblemException.missingField("ground");
    }
    var ground = ground(body.ground());
    if (body.reference() == null || !body.reference().matches(REFERENCE)) {
      throw ProblemException.invalidField(
          "reference", "A reference has 1 to 100 letters, digits and _ . : / # -");
    }
    var reason = Reason.required(body.reason());
    var lift = new Lift(subjects(body.subjects()), identifiers(body.identifiers()));
    int values = lift.subjects().size() + lift.identifiers().size();
    if (values == 0) {
      throw ProblemException.missingField("subjects");
    }
    if (values > MOST_VALUES) {
      throw ProblemException.invalidField("subjects", "At most " + MOST_VALUES + " in one call.");
    }
    return lifts.lift(lift, ground, body.reference(), reason, caller.id());
  }

  private static String ground(@Nullable String ground) {
    if (ground == null) {
      throw ProblemException.missingField("ground");
    }
    var known = ground.toLowerCase(Locale.ROOT);
    if (!List.of("consent", "contract", "mistake").contains(known)) {
      throw ProblemException.invalidField("ground", "Grounds are consent, contract, mistake.");
    }
    return known;
  }

  private static List<LiftService.Subject> subjects(@Nullable List<@Nullable SubjectBody> bodies) {
    return (bodies == null ? List.<@Nullable SubjectBody>of() : bodies)
        .stream()
            .map(body ->
                new LiftService.Subject(
                    value("subjects.source", body == null ? null : body.source()),
                    value("subjects.key", body == null ? null : body.key())))
            .toList();
  }

  private static List<LiftService.Identifier> identifiers(
      @Nullable List<@Nullable IdentifierBody> bodies) {
    return (bodies == null ? List.<@Nullable IdentifierBody>of() : bodies)
        .stream()
            .map(body ->
                new LiftService.Identifier(
                    value("identifiers.kind", body == null ? null : body.kind()),
                    value("identifiers.value", body == null ? null : body.value())))
            .toList();
  }

  private static String value(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw ProblemException.missingField(field);
    }
    if (value.length() > LONGEST_VALUE) {
      throw ProblemException.invalidField(field, "At most " + LONGEST_VALUE + " characters.");
    }
    return value;
  }
}
