package dev.lethe.service.identity;

import dev.lethe.identitygraph.explain.Explanation;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Cursor;
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
  private final CustomerPicture picture;
  private final SubjectFinder finder;

  CustomerResource(
      CustomerStore customers, CustomerShow show, CustomerPicture picture, SubjectFinder finder) {
    this.customers = customers;
    this.show = show;
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
    var cursor = Cursor.parse(after, 1);
    var rows = customers.page(cursor == null ? 0 : seq(cursor), size + 1);
    var page = Page.of(rows, size, row -> Cursor.of(row.seq()));
    return new Page<>(
        page.items().stream()
            .map(row -> new CustomerItem(row.id().toString(), row.profiles(), row.changedAt()))
            .toList(),
        page.next());
  }

  private static long seq(Cursor cursor) {
    try {
      return Long.parseLong(cursor.parts().getFirst());
    } catch (NumberFormatException e) {
      throw new ProblemException(
          ProblemType.INVALID_PARAMETER, "after is not a cursor that this list gave out.");
    }
  }

  /** One customer, masked; an alias leads to the customer that it became. */
  @GET
  @Path("{customer}")
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  public CustomerView customer(String customer) {
    return show.view(Ids.customer(customer)).orElseThrow(CustomerShow::nobody);
  }

  /** Customers that hold the identifiers exactly. Identifiers never stand in a URL. */
  @POST
  @Path("search")
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  public Page<FoundItem> search(SearchBody body) {
    if (body == null || body.identifiers() == null || body.identifiers().isEmpty()) {
      throw ProblemException.missingField("identifiers");
    }
    if (body.identifiers().size() > MOST_IDENTIFIERS) {
      throw ProblemException.invalidField("identifiers", "There are too many identifiers.");
    }
    var found = finder.find(body.identifiers().stream().map(CustomerResource::identifier).toList());
    return new Page<>(found.stream().limit(MOST_FOUND).map(this::item).toList(), null);
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

  /** A customer as a graph. */
  @GET
  @Path("{customer}/graph")
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  public GraphView graph(String customer) {
    return picture.draw(Ids.customer(customer));
  }
}
