package dev.lethe.service.identity;

import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Cursor;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The feed that keeps copies of the assignment of profiles to customers in step. */
@Path("/api/v1/customers/changes")
@Produces(MediaType.APPLICATION_JSON)
class CustomerChangeResource {
  private static final int LONGEST_WAIT = 30;
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final CustomerChangeFeed feed;

  CustomerChangeResource(CustomerChangeFeed feed) {
    this.feed = feed;
  }

  /**
   * A change.
   *
   * @param position its place; places rise by one and never change
   * @param kind created, split, merged, profile_added, profile_moved, profile_erased, emptied
   * @param oldCustomer the customer before: what was merged away, what another one was split from,
   *     where a profile was
   * @param newCustomer the customer after: what a merged one became, the split-off one, where a
   *     profile is
   */
  record ChangeView(
      long position,
      Instant at,
      String kind,
      @Nullable String oldCustomer,
      @Nullable String newCustomer,
      @Nullable String profile) {

    static ChangeView of(CustomerEvents.Event event) {
      var profile = event.profile();
      return new ChangeView(
          event.position(),
          event.at(),
          event.kind(),
          event.from() == null ? null : Objects.toString(event.from()),
          event.to() == null ? null : Objects.toString(event.to()),
          profile == null ? null : profile.toString());
    }
  }

  /**
   * Changes in order.
   *
   * @param next pass as {@code after} the next time; there even when nothing is new
   */
  record ChangePage(List<ChangeView> items, String next) {}

  /** What happened after a place. */
  @GET
  @Blocking
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  @Operation(
      summary = "Follow what happens to customers",
      description =
          "Begin without after, apply the items in order, keep next, ask again with after=next."
              + " Whoever has applied a place has missed nothing before it, whatever writes at the"
              + " same time; an item seen twice has the same position. To hold which customer each"
              + " profile belongs to, it is enough to apply profile_added, profile_moved (set"
              + " profile to new_customer) and profile_erased (remove it); merged, split, created"
              + " and emptied tell the same of customers, for those who key by customer.")
  @APIResponse(responseCode = "200", description = "Items, and where to go on")
  @APIResponse(responseCode = "400", description = "urn:lethe:problem:invalid-parameter")
  public Uni<ChangePage> changes(
      @Parameter(description = "next of the page before; absent: from the beginning") @RestQuery
          @Nullable String after,
      @RestQuery @Nullable Integer limit,
      @Parameter(description = "Seconds to wait for something new, 0 to 30", example = "20")
          @RestQuery
          @Nullable Integer wait) {
    var size = Page.limit(limit);
    var patience = wait == null ? 0 : wait;
    if (patience < 0 || patience > LONGEST_WAIT) {
      throw new ProblemException(
          ProblemType.INVALID_PARAMETER, "wait must lie between 0 and " + LONGEST_WAIT + ".");
    }
    return follow(Cursor.position(after, 0), size, Duration.ofSeconds(patience));
  }

  /** Looks again and again without holding a thread in between. */
  private Uni<ChangePage> follow(long after, int limit, Duration patience) {
    return Uni.createFrom()
        .item(() -> feed.after(after, limit))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .flatMap(events ->
            events.isEmpty() && patience.isPositive()
                ? Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(PAUSE)
                    .flatMap(nothing -> follow(after, limit, patience.minus(PAUSE)))
                : Uni.createFrom().item(page(events, after)));
  }

  private static ChangePage page(List<CustomerEvents.Event> events, long after) {
    var last = events.isEmpty() ? after : events.getLast().position();
    return new ChangePage(events.stream().map(ChangeView::of).toList(), Cursor.of(last).encode());
  }
}
