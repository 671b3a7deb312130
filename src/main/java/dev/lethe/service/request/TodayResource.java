package dev.lethe.service.request;

import dev.lethe.service.database.LetheDatabase;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.request.RequestViews.HorizonView;
import dev.lethe.service.request.RequestViews.SentenceView;
import dev.lethe.service.request.RequestViews.TodayView;
import dev.lethe.service.request.RequestViews.TroubleView;
import dev.lethe.service.request.clock.ClockRule;
import dev.lethe.service.request.clock.Deadlines;
import dev.lethe.service.request.state.RequestCommand;
import dev.lethe.service.request.state.Transition;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What to do first: what is due, what is stuck, what waits for the caller. */
@Path("/api/v1/today")
public class TodayResource {
  private static final int HORIZON_DAYS = 30;
  private static final int ROWS = 7;
  private static final int RECENT = 20;
  private static final Duration BREACH = Duration.ofHours(48);

  private final RequestStore requests;
  private final LetheDatabase database;
  private final AuditService audit;
  private final Viewing viewing;
  private final Caller caller;
  private final InstantSource clock;

  TodayResource(
      RequestStore requests,
      LetheDatabase database,
      AuditService audit,
      Viewing viewing,
      Caller caller,
      InstantSource clock) {
    this.requests = requests;
    this.database = database;
    this.audit = audit;
    this.viewing = viewing;
    this.caller = caller;
    this.clock = clock;
  }

  /** Returns the start page. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Permission.REQUESTS_READ)
  public TodayView today() {
    Instant now = clock.instant();
    List<StoredRequest> open = requests.list("where closed_at is null order by statutory_due, id");
    List<TroubleView> trouble = trouble();
    Set<String> blocked = trouble.stream().map(TroubleView::request).collect(Collectors.toSet());
    List<StoredRequest> mine = open.stream().filter(this::waitsForMe).toList();
    return new TodayView(
        new SentenceView(
            open.stream().filter(request -> due(request).isBefore(now.plus(BREACH))).count(),
            open.stream().filter(request -> blocked.contains(request.id())).count(),
            mine.size(),
            open.size()),
        horizon(open, blocked, now.atOffset(ZoneOffset.UTC).toLocalDate()),
        viewing.views(open.stream().limit(ROWS).toList(), caller),
        viewing.views(mine.stream().limit(ROWS).toList(), caller),
        trouble,
        audit.recent(RECENT).stream().map(entry -> HistoryViews.of(entry, null)).toList());
  }

  private boolean waitsForMe(StoredRequest request) {
    return caller.may(Permission.REQUESTS_APPROVE)
        && request.asCase().on(new RequestCommand.Approve(caller.id()))
            instanceof Transition.Accepted;
  }

  private static Instant due(StoredRequest request) {
    ClockRule rule = ClockRule.of(request.regime(), request.right());
    return Deadlines.endOf(request.deadlines().statutory(), rule);
  }

  private static List<HorizonView> horizon(
      List<StoredRequest> open, Set<String> blocked, LocalDate today) {
    List<HorizonView> days = new ArrayList<>();
    days.add(
        day(
            null,
            open.stream().filter(r -> r.deadlines().statutory().isBefore(today)).toList(),
            blocked));
    for (int i = 0; i < HORIZON_DAYS; i++) {
      LocalDate date = today.plusDays(i);
      days.add(
          day(
              date,
              open.stream().filter(r -> r.deadlines().statutory().equals(date)).toList(),
              blocked));
    }
    return days;
  }

  private static HorizonView day(
      @org.jspecify.annotations.Nullable LocalDate date,
      List<StoredRequest> due,
      Set<String> blocked) {
    return new HorizonView(
        date, due.size(), due.stream().filter(r -> blocked.contains(r.id())).count());
  }

  private List<TroubleView> trouble() {
    return database.list(
        row ->
            new TroubleView(
                "step",
                "R-%06d: %s/%s needs a person. %s"
                    .formatted(
                        row.getLong("number"),
                        row.getString("target"),
                        row.getString("asset"),
                        row.getString("last_error")),
                row.getString("request")),
        "select s.request, s.target, s.asset, s.last_error, r.number from step s"
            + " join request r on r.id = s.request where s.state in ('needs_person', 'failed')"
            + " and r.closed_at is null order by r.number limit 50");
  }
}
