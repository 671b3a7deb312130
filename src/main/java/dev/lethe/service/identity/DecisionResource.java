package dev.lethe.service.identity;

import dev.lethe.identitygraph.cluster.Constraints.Pair;
import dev.lethe.service.identity.DecisionViews.Decided;
import dev.lethe.service.identity.DecisionViews.DecisionBody;
import dev.lethe.service.identity.DecisionViews.DecisionView;
import dev.lethe.service.identity.DecisionViews.PairView;
import dev.lethe.service.identity.DecisionViews.UndoBody;
import dev.lethe.service.identity.Decisions.Verdict;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Cursor;
import dev.lethe.service.web.Idempotent;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** People's decisions that profiles are one person or two. They outlast every resolution. */
@Path("/api/v1/identity/decisions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class DecisionResource {
  private final DecisionService service;
  private final IdentityDatabase database;
  private final CustomerShow customers;
  private final Reasons reasons;
  private final Caller caller;

  DecisionResource(
      DecisionService service,
      IdentityDatabase database,
      CustomerShow customers,
      Reasons reasons,
      Caller caller) {
    this.service = service;
    this.database = database;
    this.customers = customers;
    this.reasons = reasons;
    this.caller = caller;
  }

  /** Decides, and resolves at once. */
  @POST
  @Idempotent
  @PermissionsAllowed(Permission.IDENTITY_DECIDE)
  @Operation(
      summary = "Decide that two profiles, or a profile and a customer, are one person or two",
      description =
          "Said before, it is not decided twice: the standing decision is answered. 409"
              + " urn:lethe:problem:contradiction names the decision that says otherwise.")
  @APIResponse(responseCode = "200", description = "The decision and the customers as they are now")
  @APIResponse(responseCode = "404", description = "urn:lethe:problem:not-found")
  @APIResponse(responseCode = "409", description = "urn:lethe:problem:contradiction")
  public Decided decide(@Nullable DecisionBody body) {
    var given = required(body);
    var verdict = verdict(given.verdict());
    var reason = Reasons.required(given.reason());
    var order =
        new DecisionService.Order(
            verdict, "pair", pairs(given, verdict), reason, caller.id(), null);
    return Decided.of(service.decide(order));
  }

  private List<Pair> pairs(DecisionBody body, Verdict verdict) {
    var one = Ids.profile(field("a", body.a()));
    var b = field("b", body.b());
    if (!b.startsWith("cus_")) {
      var other = Ids.profile(b);
      if (other.equals(one)) {
        throw ProblemException.invalidField("b", "A profile is always itself.");
      }
      return List.of(new Pair(one, other));
    }
    var members = new ArrayList<>(customers.members(Ids.customer(b)));
    members.remove(one);
    if (members.isEmpty()) {
      throw ProblemException.invalidField("b", "The customer has no other profile.");
    }
    return verdict == Verdict.SAME
        ? DecidedPairs.joining(List.of(one), members)
        : DecidedPairs.parting(List.of(one), members);
  }

  /** Every decision, newest first. */
  @GET
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  @Operation(
      summary = "List decisions, newest first",
      description = "Narrowed to one profile or to those that stand (standing=true) if wanted.")
  public Page<DecisionView> list(
      @RestQuery @Nullable String profile,
      @RestQuery @Nullable Boolean standing,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String after) {
    var size = Page.limit(limit);
    var filter = new DecisionStore.Filter(profile == null ? null : Ids.profile(profile), standing);
    var before = Cursor.position(after, Long.MAX_VALUE);
    var rows = database.with(sql -> new DecisionStore(sql).page(filter, before, size + 1));
    var page = Page.of(rows, size, row -> Cursor.of(row.seq()));
    return new Page<>(views(page.items()), page.next());
  }

  private List<DecisionView> views(List<DecisionStore.Row> rows) {
    var keys = rows.stream().map(DecisionStore.Row::reasonKey).toList();
    var made = reasons.open(keys, rows.stream().map(DecisionStore.Row::reason).toList());
    var undone = rows.stream().filter(row -> row.undoReason() != null).toList();
    var undoReasons =
        reasons.open(
            undone.stream().map(DecisionStore.Row::reasonKey).toList(),
            undone.stream().flatMap(r -> Stream.ofNullable(r.undoReason())).toList());
    var views = new ArrayList<DecisionView>();
    for (int i = 0; i < rows.size(); i++) {
      var at = undone.indexOf(rows.get(i));
      views.add(
          view(
              rows.get(i),
              made.get(i).orElse(null),
              at < 0 ? null : undoReasons.get(at).orElse(null)));
    }
    return views;
  }

  private static DecisionView view(
      DecisionStore.Row row, @Nullable String reason, @Nullable String undoReason) {
    return new DecisionView(
        Ids.text(Ids.DECISION, row.id()),
        row.verdict().word(),
        row.origin(),
        row.undoneAt() == null,
        row.pairs().stream().map(PairView::of).toList(),
        reason,
        row.by(),
        row.at(),
        row.undoneBy(),
        row.undoneAt(),
        undoReason);
  }

  /** Takes a decision back, and resolves at once. */
  @POST
  @Path("{decision}/undo")
  @Idempotent
  @PermissionsAllowed(Permission.IDENTITY_DECIDE)
  @Operation(
      summary = "Undo a decision",
      description =
          "What it joined falls apart again as far as the evidence says so; customers that it had"
              + " merged get their ids back. Undone before, nothing happens.")
  @APIResponse(responseCode = "404", description = "urn:lethe:problem:not-found")
  public Decided undo(@RestPath String decision, @Nullable UndoBody body) {
    var id = Ids.decision(decision);
    if (body == null) {
      throw ProblemException.missingField("reason");
    }
    return Decided.of(service.undo(id, Reasons.required(body.reason()), caller.id()));
  }

  private static DecisionBody required(@Nullable DecisionBody body) {
    if (body == null) {
      throw ProblemException.missingField("a");
    }
    return body;
  }

  private static String field(String name, @Nullable String value) {
    if (value == null) {
      throw ProblemException.missingField(name);
    }
    return value;
  }

  static Verdict verdict(@Nullable String word) {
    return switch (field("verdict", word)) {
      case "same" -> Verdict.SAME;
      case "different" -> Verdict.DIFFERENT;
      default -> throw ProblemException.invalidField("verdict", "Use same or different.");
    };
  }
}
