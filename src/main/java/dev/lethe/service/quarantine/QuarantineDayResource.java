package dev.lethe.service.quarantine;

import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Cursor;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The days of the quarantine: what came in together is destroyed together. */
@Path("/api/v1/quarantine/days")
@Produces(MediaType.APPLICATION_JSON)
class QuarantineDayResource {
  private final QuarantineStore store;

  QuarantineDayResource(QuarantineStore store) {
    this.store = store;
  }

  /**
   * What a data set holds back of one day.
   *
   * @param day in UTC
   * @param held entries that were not released
   * @param released entries that were, and can be again
   * @param endsAt when the day's key is destroyed at the latest
   */
  @Schema(name = "QuarantineDay")
  record DayView(String dataset, LocalDate day, long held, long released, Instant endsAt) {}

  @GET
  @PermissionsAllowed(Permission.QUARANTINE_READ)
  @Operation(summary = "How many events each data set holds back of each day, and until when")
  public Page<DayView> days(@RestQuery @Nullable Integer limit, @RestQuery @Nullable String after) {
    int most = Page.limit(limit);
    var cursor = Cursor.parse(after, 2);
    var rows =
        cursor == null
            ? store.days("", LocalDate.EPOCH, most + 1)
            : store.days(cursor.parts().getFirst(), day(cursor.parts().getLast()), most + 1);
    return Page.of(rows, most, view -> Cursor.of(view.dataset(), view.day()));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new ProblemException(
          ProblemType.INVALID_PARAMETER, "after is not a cursor that this list gave out.");
    }
  }
}
