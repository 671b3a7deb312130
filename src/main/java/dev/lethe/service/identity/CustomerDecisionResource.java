package dev.lethe.service.identity;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Constraints.Pair;
import dev.lethe.service.identity.DecisionViews.Decided;
import dev.lethe.service.identity.DecisionViews.MergeBody;
import dev.lethe.service.identity.DecisionViews.SplitBody;
import dev.lethe.service.identity.Decisions.Verdict;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Idempotent;
import dev.lethe.service.web.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Merges and splits customers as a whole; each is one decision that can be undone. */
@Path("/api/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class CustomerDecisionResource {
  private static final int MOST_PROFILES = 1_000;

  private final DecisionService service;
  private final CustomerShow customers;
  private final Caller caller;

  CustomerDecisionResource(DecisionService service, CustomerShow customers, Caller caller) {
    this.service = service;
    this.customers = customers;
    this.caller = caller;
  }

  /** Makes two customers one. */
  @POST
  @Path("{customer}/merge")
  @Idempotent
  @PermissionsAllowed(Permission.IDENTITY_DECIDE)
  @Operation(
      summary = "Merge another customer into one",
      description =
          "The larger, then the older id stays; the other lives on as an alias and gets its profiles"
              + " back when the decision is undone.")
  @APIResponse(responseCode = "200", description = "The decision and the customer that both are")
  @APIResponse(responseCode = "404", description = "urn:lethe:problem:not-found")
  @APIResponse(responseCode = "409", description = "urn:lethe:problem:contradiction")
  public Decided merge(@RestPath String customer, @Nullable MergeBody body) {
    var one = Ids.customer(customer);
    if (body == null || body.other() == null) {
      throw ProblemException.missingField("other");
    }
    var other = Ids.customer(body.other());
    var reason = Reasons.required(body.reason());
    var left = customers.members(one);
    var right = customers.members(other);
    if (left.equals(right)) {
      throw ProblemException.invalidField("other", "The two are one customer already.");
    }
    return decide(Verdict.SAME, "merge", DecidedPairs.joining(left, right), reason);
  }

  /** Takes profiles out of a customer. */
  @POST
  @Path("{customer}/split")
  @Idempotent
  @PermissionsAllowed(Permission.IDENTITY_DECIDE)
  @Operation(
      summary = "Take profiles out of a customer",
      description =
          "They are decided to be somebody else than those that stay, and find their own customers"
              + " at once: one together, or several, as the evidence among them says.")
  @APIResponse(responseCode = "200", description = "The decision and the customers as they are now")
  @APIResponse(responseCode = "404", description = "urn:lethe:problem:not-found")
  @APIResponse(responseCode = "409", description = "urn:lethe:problem:contradiction")
  public Decided split(@RestPath String customer, @Nullable SplitBody body) {
    var id = Ids.customer(customer);
    if (body == null || body.profiles() == null || body.profiles().isEmpty()) {
      throw ProblemException.missingField("profiles");
    }
    if (body.profiles().size() > MOST_PROFILES) {
      throw ProblemException.invalidField("profiles", "There are too many profiles.");
    }
    var out = new TreeSet<ProfileId>();
    body.profiles().forEach(profile -> out.add(Ids.profile(profile)));
    var reason = Reasons.required(body.reason());
    var staying = new ArrayList<>(customers.members(id));
    if (!staying.containsAll(out)) {
      throw ProblemException.invalidField("profiles", "Not all of these are the customer's.");
    }
    staying.removeAll(out);
    if (staying.isEmpty()) {
      throw ProblemException.invalidField("profiles", "At least one profile has to stay.");
    }
    return decide(Verdict.DIFFERENT, "split", DecidedPairs.parting(out, staying), reason);
  }

  private Decided decide(Verdict verdict, String origin, List<Pair> pairs, String reason) {
    return Decided.of(
        service.decide(
            new DecisionService.Order(verdict, origin, pairs, reason, caller.id(), null)));
  }
}
