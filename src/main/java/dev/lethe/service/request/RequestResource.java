package dev.lethe.service.request;

import dev.lethe.service.request.RequestBodies.ApprovalBody;
import dev.lethe.service.request.RequestBodies.Decision;
import dev.lethe.service.request.RequestBodies.DenialBody;
import dev.lethe.service.request.RequestBodies.NewRequest;
import dev.lethe.service.request.RequestBodies.NoBody;
import dev.lethe.service.request.RequestBodies.ReasonBody;
import dev.lethe.service.request.RequestBodies.SubjectBody;
import dev.lethe.service.request.RequestBodies.VerificationBody;
import dev.lethe.service.request.RequestViews.PlanView;
import dev.lethe.service.request.RequestViews.RequestView;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Idempotent;
import dev.lethe.service.web.Page;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests in and moves them along. Every change answers the request in its new version, with
 * the version as ETag.
 */
@Path("/api/v1/requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RequestResource {
  private final Intake intake;
  private final RequestService service;
  private final Approval approval;
  private final RequestList list;
  private final Viewing viewing;
  private final Caller caller;
  private final InstantSource clock;

  RequestResource(
      Intake intake,
      RequestService service,
      Approval approval,
      RequestList list,
      Viewing viewing,
      Caller caller,
      InstantSource clock) {
    this.intake = intake;
    this.service = service;
    this.approval = approval;
    this.list = list;
    this.viewing = viewing;
    this.caller = caller;
    this.clock = clock;
  }

  /** Takes a request in. */
  @POST
  @Idempotent
  @PermissionsAllowed(Permission.REQUESTS_WRITE)
  public RestResponse<RequestView> create(@Nullable NewRequest body) {
    Intake.Order order = RequestBodies.require("body", body).checked(clock.instant());
    String id = intake.take(order, caller.id());
    return answer(RestResponse.Status.CREATED, id);
  }

  /** Lists requests, nearest due date or newest first. */
  @GET
  @PermissionsAllowed(Permission.REQUESTS_READ)
  public Page<RequestView> list(
      @RestQuery @Nullable String state,
      @RestQuery @Nullable String right,
      @RestQuery @Nullable String regime,
      @RestQuery @Nullable String sort,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String after) {
    Page<StoredRequest> page = list.page(state, right, regime, sort, limit, after);
    return new Page<>(viewing.views(page.items(), caller), page.next());
  }

  /** Returns a request. */
  @GET
  @Path("/{id}")
  @PermissionsAllowed(Permission.REQUESTS_READ)
  public RestResponse<RequestView> get(@RestPath String id) {
    return answer(RestResponse.Status.OK, id);
  }

  /** Records evidence; a sufficient degree resolves the person at once. */
  @POST
  @Path("/{id}/verification")
  @Idempotent
  @PermissionsAllowed(Permission.REQUESTS_WRITE)
  public RestResponse<RequestView> verify(
      @RestPath String id,
      @RestHeader("If-Match") @Nullable String ifMatch,
      @Nullable VerificationBody body) {
    VerificationBody given = RequestBodies.require("body", body);
    service.verify(
        id,
        ifMatch,
        RequestBodies.require("degree", given.degree()),
        RequestBodies.code("method", given.method()),
        given.checkedEvidence(),
        caller.id());
    return answer(RestResponse.Status.OK, id);
  }

  /** Chooses one of several customers. */
  @POST
  @Path("/{id}/subject")
  @Idempotent
  @PermissionsAllowed(Permission.REQUESTS_WRITE)
  public RestResponse<RequestView> choose(
      @RestPath String id,
      @RestHeader("If-Match") @Nullable String ifMatch,
      @Nullable SubjectBody body) {
    String customer =
        RequestBodies.text("customer", RequestBodies.require("body", body).customer());
    service.choose(id, ifMatch, customer, caller.id());
    return answer(RestResponse.Status.OK, id);
  }

  /** Makes the plan, or makes it anew. */
  @POST
  @Path("/{id}/plan")
  @Idempotent
  @ResponseStatus(201)
  @PermissionsAllowed(Permission.REQUESTS_WRITE)
  public PlanView plan(
      @RestPath String id,
      @RestHeader("If-Match") @Nullable String ifMatch,
      @Nullable NoBody body) {
    RequestBodies.require("body", body);
    return PlanViews.of(approval.plan(id, ifMatch, caller.id()));
  }

  /** Decides about the plan; what is approved starts by itself. */
  @POST
  @Path("/{id}/approval")
  @Idempotent
  @PermissionsAllowed(Permission.REQUESTS_APPROVE)
  public RestResponse<RequestView> decide(
      @RestPath String id,
      @RestHeader("If-Match") @Nullable String ifMatch,
      @Nullable ApprovalBody body) {
    ApprovalBody given = RequestBodies.require("body", body);
    if (RequestBodies.require("decision", given.decision()) == Decision.APPROVE) {
      String reason = RequestBodies.optional("reason", given.reason());
      approval.approve(id, ifMatch, reason == null ? "" : reason, caller.id());
    } else {
      service.sendBack(id, ifMatch, RequestBodies.text("reason", given.reason()), caller.id());
    }
    return answer(RestResponse.Status.OK, id);
  }

  /** Takes the request back, as long as nothing irreversible was done. */
  @POST
  @Path("/{id}/withdrawal")
  @Idempotent
  @PermissionsAllowed(Permission.REQUESTS_WRITE)
  public RestResponse<RequestView> withdraw(
      @RestPath String id,
      @RestHeader("If-Match") @Nullable String ifMatch,
      @Nullable ReasonBody body) {
    String reason = RequestBodies.text("reason", RequestBodies.require("body", body).reason());
    service.withdraw(id, ifMatch, reason, caller.id());
    return answer(RestResponse.Status.OK, id);
  }

  /** Refuses the request for a reason that the law knows. */
  @POST
  @Path("/{id}/denial")
  @Idempotent
  @PermissionsAllowed(Permission.REQUESTS_WRITE)
  public RestResponse<RequestView> deny(
      @RestPath String id,
      @RestHeader("If-Match") @Nullable String ifMatch,
      @Nullable DenialBody body) {
    DenialBody given = RequestBodies.require("body", body);
    String code = given.checkedCode();
    String reason = RequestBodies.text("reason", given.reason());
    service.deny(id, ifMatch, code, reason, caller.id());
    return answer(RestResponse.Status.OK, id);
  }

  /** Sends a step that waits for a person back to work. */
  @POST
  @Path("/{id}/systems/{step}/retry")
  @Idempotent
  @PermissionsAllowed(Permission.REQUESTS_WRITE)
  public RestResponse<RequestView> retry(
      @RestPath String id, @RestPath String step, @Nullable ReasonBody body) {
    String reason = RequestBodies.text("reason", RequestBodies.require("body", body).reason());
    service.retry(id, step, reason, caller.id());
    return answer(RestResponse.Status.OK, id);
  }

  private RestResponse<RequestView> answer(RestResponse.Status status, String id) {
    RequestView view = viewing.view(service.get(id), caller);
    return RestResponse.ResponseBuilder.create(status, view)
        .header("ETag", "\"" + view.version() + "\"")
        .build();
  }
}
