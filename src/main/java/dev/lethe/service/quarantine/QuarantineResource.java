package dev.lethe.service.quarantine;

import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Cursor;
import dev.lethe.service.web.Idempotent;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.Reason;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What is held back, without what it says. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
class QuarantineResource {
  private final QuarantineService quarantine;
  private final Caller caller;

  QuarantineResource(QuarantineService quarantine, Caller caller) {
    this.quarantine = quarantine;
    this.caller = caller;
  }

  /**
   * What a data set holds back.
   *
   * @param held entries that were not released
   * @param released entries that were, and can be again
   * @param nextEnd when the oldest of them are destroyed
   */
  @Schema(name = "Quarantine")
  record DatasetView(
      String dataset, long held, long released, Instant oldestHeldAt, Instant nextEnd) {}

  /**
   * An event that is held back.
   *
   * @param state {@code held} or {@code released}
   * @param endsAt when its key is destroyed at the latest
   */
  @Schema(name = "QuarantineEntry")
  record EntryView(
      String id, String state, Instant heldAt, Instant endsAt, @Nullable Instant releasedAt) {
    static EntryView of(Entry entry) {
      return new EntryView(
          entry.id().toString(),
          entry.releasedAt() == null ? "held" : "released",
          entry.heldAt(),
          entry.endsAt(),
          entry.releasedAt());
    }
  }

  /** Which entries, and why. */
  @Schema(
      name = "QuarantineDiscard",
      example = "{\"entries\":[\"qev_…\"],\"reason\":\"replay of last week, seen before\"}")
  record DiscardBody(
      @Schema(description = "At most 500") @Nullable List<@Nullable String> entries,
      @Schema(description = "Kept in the log for ever; names nobody") @Nullable String reason) {}

  /** How many of the entries were there. */
  @Schema(name = "QuarantineDiscarded")
  record Discarded(int discarded) {}

  @GET
  @Path("quarantine")
  @PermissionsAllowed(Permission.QUARANTINE_READ)
  @Operation(summary = "How many events of erased people each data set holds back")
  public Page<DatasetView> datasets(
      @RestQuery @Nullable Integer limit, @RestQuery @Nullable String after) {
    var cursor = Cursor.parse(after, 1);
    int most = Page.limit(limit);
    var counts = quarantine.counts(cursor == null ? "" : cursor.parts().getFirst(), most + 1);
    var page = Page.of(counts, most, count -> Cursor.of(count.dataset()));
    return page.map(
        c -> new DatasetView(c.dataset(), c.held(), c.released(), c.oldest(), c.nextEnd()));
  }

  @GET
  @Path("datasets/{dataset}/quarantine")
  @PermissionsAllowed(Permission.QUARANTINE_READ)
  @Operation(
      summary = "Events that a data set holds back, oldest first",
      description = "Nothing of what they say is shown; they are sealed.")
  public Page<EntryView> entries(
      @RestPath String dataset,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String after) {
    int most = Page.limit(limit);
    var rows = quarantine.entries(dataset, Cursor.position(after, 0), most + 1);
    var page = Page.of(rows, most, entry -> Cursor.of(entry.seq()));
    return page.map(EntryView::of);
  }

  @POST
  @Path("datasets/{dataset}/quarantine/discards")
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Permission.QUARANTINE_DISCARD)
  @Idempotent
  @Operation(
      summary = "Throw events away that are held back",
      description =
          "Their rows go at once; what backups hold of them is noise once the day's key is"
              + " destroyed.")
  @APIResponse(responseCode = "200", description = "How many of them were there.")
  public Discarded discard(@RestPath String dataset, @Nullable DiscardBody body) {
    if (body == null || body.entries() == null || body.entries().isEmpty()) {
      throw ProblemException.missingField("entries");
    }
    var reason = Reason.required(body.reason());
    return new Discarded(
        quarantine.discard(dataset, EntriesBody.entries(body.entries()), caller.id(), reason));
  }
}
