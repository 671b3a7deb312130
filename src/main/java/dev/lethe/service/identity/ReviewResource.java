package dev.lethe.service.identity;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.identity.DecisionViews.Decided;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Cursor;
import dev.lethe.service.web.Idempotent;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Doubtful cases that wait for a person. */
@Path("/api/v1/identity/reviews")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ReviewResource {
  private static final Set<String> KINDS =
      Set.of("near", "blocked", "weak_joint", "large", "erasure");
  private static final Set<String> STATES = Set.of("open", "decided", "vanished");

  private final ReviewService service;
  private final Caller caller;

  ReviewResource(ReviewService service, Caller caller) {
    this.service = service;
    this.caller = caller;
  }

  /**
   * A case.
   *
   * @param left the profiles of one side that still exist
   * @param right the profiles of the other; empty for kind large; for kind erasure the one that
   *     holds what was proven, if any
   * @param link the bits between the sides; for kind erasure of the whole path to the proven data
   * @param request the request that waits for it; only for kind erasure
   * @param reason why it was dismissed; the reason of another verdict stands at the decision
   */
  record ReviewView(
      String id,
      String kind,
      String sentence,
      List<String> left,
      List<String> right,
      double link,
      @Nullable String request,
      String state,
      @Nullable String verdict,
      @Nullable String decision,
      Instant openedAt,
      @Nullable Instant closedAt,
      @Nullable String closedBy,
      @Nullable String reason) {}

  /** What a person found. */
  @Schema(
      name = "IdentityReviewBody",
      example = "{\"verdict\":\"same\",\"reason\":\"Same signature on both order forms.\"}")
  record VerdictBody(
      @Schema(enumeration = {"same", "different", "dismiss"}) @Nullable String verdict,
      @Nullable String reason) {}

  /** Cases, oldest first. */
  @GET
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  @Operation(
      summary = "List review cases, oldest first",
      description =
          "kind: near (left apart although little was missing), blocked (left apart because a source"
              + " has each person once), weak_joint (merged although little spoke for it), large,"
              + " erasure (a request asks whether a profile is the requester's). state: open unless"
              + " said otherwise. A case whose doubt is gone closes by itself (vanished).")
  public Page<ReviewView> list(
      @RestQuery @Nullable String kind,
      @RestQuery @Nullable String state,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String after) {
    var size = Page.limit(limit);
    oneOf("kind", kind, KINDS);
    oneOf("state", state, STATES);
    var rows =
        service.page(state == null ? "open" : state, kind, Cursor.position(after, 0), size + 1);
    var page = Page.of(rows, size, row -> Cursor.of(row.seq()));
    return new Page<>(service.views(page.items()), page.next());
  }

  private static void oneOf(String name, @Nullable String value, Set<String> known) {
    if (value != null && !known.contains(value)) {
      throw new ProblemException(
          ProblemType.INVALID_PARAMETER,
          name + " is one of " + known.stream().sorted().toList() + ".");
    }
  }

  /** One case. */
  @GET
  @Path("{review}")
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  @Operation(summary = "Show a review case")
  @APIResponse(responseCode = "404", description = "urn:lethe:problem:not-found")
  public ReviewView show(@RestPath String review) {
    return service.views(List.of(service.find(Ids.review(review)))).getFirst();
  }

  /** Closes a case by a decision, or without one. */
  @POST
  @Path("{review}/decision")
  @Idempotent
  @PermissionsAllowed(Permission.IDENTITY_DECIDE)
  @Operation(
      summary = "Decide a review case",
      description =
          "same and different become decisions like any other and can be undone; dismiss closes the"
              + " case for good and changes nothing.")
  @APIResponse(responseCode = "404", description = "urn:lethe:problem:not-found")
  @APIResponse(
      responseCode = "409",
      description = "urn:lethe:problem:contradiction, or urn:lethe:problem:conflict when closed")
  public Decided decide(@RestPath String review, @Nullable VerdictBody body) {
    var id = Ids.review(review);
    if (body == null || body.verdict() == null) {
      throw ProblemException.missingField("verdict");
    }
    var reason = Reasons.required(body.reason());
    return body.verdict().equals("dismiss")
        ? service.dismiss(id, reason, caller.id())
        : service.decide(id, DecisionResource.verdict(body.verdict()), reason, caller.id());
  }

  /** The ids as text. */
  static List<String> texts(List<ProfileId> profiles) {
    return profiles.stream().map(ProfileId::toString).toList();
  }
}
