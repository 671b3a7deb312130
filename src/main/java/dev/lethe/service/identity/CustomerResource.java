package dev.lethe.service.identity;

import dev.lethe.identitygraph.explain.Explanation;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Cursor;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Shows customers: who they are made of, and why. */
@Path("/api/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
class CustomerResource {
  private static final int MOST_IDENTIFIERS = 20;
  private static final int MOST_FOUND = 20;

  private final CustomerStore customers;
  private final CustomerShow show;
  private final CustomerPast past;
  private final CustomerHistory history;
  private final CustomerPicture picture;
  private final SubjectFinder finder;

  CustomerResource(
      CustomerStore customers,
      CustomerShow show,
      CustomerPast past,
      CustomerHistory history,
      CustomerPicture picture,
      SubjectFinder finder) {
    this.customers = customers;
    this.show = show;
    this.past = past;
    this.history = history;
    this.picture = picture;
    this.finder = finder;
  }

  /** A customer in a list. */
  record CustomerItem(String id, int profiles, Instant changedAt) {}

  /** Identifiers to look for; all of them together describe one person. */
  record SearchBody(@Nullable List<IdentifierBody> identifiers) {}

  /** One identifier. */
  record IdentifierBody(@Nullable String kind, @Nullable String value) {}

  /** A customer that was found. */
  record FoundItem(String id, int profiles, double strength) {}

  /** Every customer, oldest first. */
  @GET
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  public Page<CustomerItem> list(
      @RestQuery @Nullable Integer limit, @RestQuery @Nullable String after) {
    int size = Page.limit(limit);
    var rows = customers.page(Cursor.position(after, 0), size + 1);
    var page = Page.of(rows, size, row -> Cursor.of(row.seq()));
    return page.map(row -> new CustomerItem(row.id().toString(), row.profiles(), row.changedAt()));
  }

  /** One customer, masked; an alias leads to the customer that it became. */
  @GET
  @Path("{customer}")
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  @Operation(
      summary = "Show a customer, masked; an alias leads to the customer that it became",
      description =
          "With as_of: the profiles that the id stood for at that moment, computed from the events."
              + " Profiles erased since are not shown, only counted; values are those of today.")
  @APIResponse(responseCode = "404", description = "urn:lethe:problem:not-found")
  public CustomerView customer(
      String customer,
      @Parameter(description = "A moment in the past", example = "2026-03-01T00:00:00Z")
          @RestQuery("as_of")
          @Nullable String asOf) {
    var id = Ids.customer(customer);
    return asOf == null ? show.view(id).orElseThrow(CustomerShow::nobody) : past.view(id, asOf);
  }

  /** Customers that hold the identifiers exactly. Identifiers never stand in a URL. */
  @POST
  @Path("search")
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  public Page<FoundItem> search(SearchBody body) {
    var found = finder.find(identifiers(body));
    return new Page<>(found.stream().limit(MOST_FOUND).map(this::item).toList(), null);
  }

  /** The identifiers of a body, which must have some. */
  static List<SubjectIdentifier> identifiers(@Nullable SearchBody body) {
    if (body == null || body.identifiers() == null || body.identifiers().isEmpty()) {
      throw ProblemException.missingField("identifiers");
    }
    if (body.identifiers().size() > MOST_IDENTIFIERS) {
      throw ProblemException.invalidField("identifiers", "There are too many identifiers.");
    }
    return body.identifiers().stream().map(CustomerResource::identifier).toList();
  }

  private static SubjectIdentifier identifier(IdentifierBody body) {
    if (body == null || body.kind() == null || body.value() == null) {
      throw ProblemException.invalidField("identifiers", "An identifier has a kind and a value.");
    }
    return new SubjectIdentifier(body.kind(), body.value());
  }

  private FoundItem item(SubjectFinder.Found found) {
    var profiles = show.living(found.id()).map(CustomerStore.Row::profiles).orElse(0);
    return new FoundItem(found.id().toString(), profiles, found.strength());
  }

  /** Why two profiles of a customer are one person. */
  @GET
  @Path("{customer}/why")
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  public Explanation why(
      String customer, @RestQuery @Nullable String a, @RestQuery @Nullable String b) {
    return show.why(Ids.customer(customer), Ids.profile(a), Ids.profile(b));
  }

  /** How a customer came to be. */
  @GET
  @Path("{customer}/how")
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  @Operation(
      summary = "Tell how a customer came to be",
      description =
          "Events and decisions in order, each with a sentence; merges and added profiles with the"
              + " strongest links that carry them today.")
  @APIResponse(responseCode = "404", description = "urn:lethe:problem:not-found")
  public Page<ExplainViews.Step> how(
      String customer, @RestQuery @Nullable Integer limit, @RestQuery @Nullable String after) {
    return history.of(Ids.customer(customer), Cursor.position(after, 0), Page.limit(limit));
  }

  /** A customer as a graph. */
  @GET
  @Path("{customer}/graph")
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  public GraphView graph(String customer) {
    return picture.draw(Ids.customer(customer));
  }
}
