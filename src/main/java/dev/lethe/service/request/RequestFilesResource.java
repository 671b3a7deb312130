package dev.lethe.service.request;

import dev.lethe.service.fanout.FanoutService;
import dev.lethe.service.fanout.Step;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.proof.LogEntry;
import dev.lethe.service.proof.ReceiptService;
import dev.lethe.service.request.RequestViews.HistoryView;
import dev.lethe.service.request.RequestViews.PlanView;
import dev.lethe.service.request.RequestViews.SystemView;
import dev.lethe.service.request.RequestViews.SystemsView;
import dev.lethe.service.request.clock.ClockRule;
import dev.lethe.service.request.clock.Deadlines;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Cursor;
import dev.lethe.service.web.Page;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What lies in a request's file: plan, systems, history, receipt, package. */
@Path("/api/v1/requests/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class RequestFilesResource {
  private final RequestService service;
  private final PlanStore plans;
  private final FanoutService fanout;
  private final SystemViews systemViews;
  private final AuditService audit;
  private final HistoryViews history;
  private final ReceiptService receipts;
  private final Packages packages;
  private final Caller caller;

  RequestFilesResource(
      RequestService service,
      PlanStore plans,
      FanoutService fanout,
      SystemViews systemViews,
      AuditService audit,
      HistoryViews history,
      ReceiptService receipts,
      Packages packages,
      Caller caller) {
    this.service = service;
    this.plans = plans;
    this.fanout = fanout;
    this.systemViews = systemViews;
    this.audit = audit;
    this.history = history;
    this.receipts = receipts;
    this.packages = packages;
    this.caller = caller;
  }

  /** Returns the newest plan. */
  @GET
  @Path("/plan")
  @PermissionsAllowed(Permission.REQUESTS_READ)
  public PlanView plan(@RestPath String id) {
    service.get(id);
    return PlanViews.of(plans.newest(id).orElseThrow(() -> RequestProblems.nothing("plan")));
  }

  /** Returns how the plan is being carried out. */
  @GET
  @Path("/systems")
  @PermissionsAllowed(Permission.REQUESTS_READ)
  public SystemsView systems(@RestPath String id) {
    StoredRequest request = service.get(id);
    List<SystemView> items = fanout.steps(id).stream().map(this::view).toList();
    ClockRule rule = ClockRule.of(request.regime(), request.right());
    return new SystemsView(
        items, request.times().approved(), Deadlines.endOf(request.deadlines().statutory(), rule));
  }

  private SystemView view(Step step) {
    return systemViews.of(step);
  }

  /** Returns what happened, oldest first. */
  @GET
  @Path("/history")
  @PermissionsAllowed(Permission.REQUESTS_READ)
  public Page<HistoryView> history(
      @RestPath String id, @RestQuery @Nullable Integer limit, @RestQuery @Nullable String after) {
    StoredRequest request = service.get(id);
    int size = Page.limit(limit);
    List<LogEntry> entries = audit.history(id, Cursor.position(after, 0), size + 1);
    return Page.of(history.of(request, entries), size, item -> Cursor.of(item.seq()));
  }

  /** Returns the signed receipt. */
  @GET
  @Path("/receipt")
  @PermissionsAllowed(Permission.RECEIPTS_READ)
  public Response receipt(@RestPath String id) {
    StoredRequest request = service.get(id);
    String receipt = receipts.find(id).orElseThrow(() -> RequestProblems.nothing("receipt yet"));
    return download(receipt, MediaType.APPLICATION_JSON, request.name() + "-receipt.json");
  }

  /** Returns everything that is held about the person, as JSON. */
  @GET
  @Path("/package")
  @PermissionsAllowed(Permission.PACKAGES_READ)
  public Response packageJson(@RestPath String id) {
    return open(id, Packages.Form.JSON, MediaType.APPLICATION_JSON, "json");
  }

  /** Returns everything that is held about the person, as a page to read. */
  @GET
  @Path("/package.html")
  @Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_JSON})
  @PermissionsAllowed(Permission.PACKAGES_READ)
  public Response packagePage(@RestPath String id) {
    return open(id, Packages.Form.HTML, MediaType.TEXT_HTML + ";charset=UTF-8", "html");
  }

  private Response open(String id, Packages.Form form, String type, String ending) {
    StoredRequest request = service.get(id);
    byte[] content =
        packages.open(request, form).orElseThrow(() -> RequestProblems.nothing("package"));
    // Opening someone's data is consequential: it is logged before it leaves.
    audit.append(new AuditEvent("request.package_opened", caller.id(), id, Map.of("form", form)));
    return download(content, type, request.name() + "-package." + ending);
  }

  private static Response download(Object content, String type, String name) {
    return Response.ok(content)
        .type(type)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }
}
