package dev.lethe.service.identity;

import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Idempotent;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Shows and starts the pass that brings customers to what resolving everybody at once gives. */
@Path("/api/v1/identity/settle")
@Produces(MediaType.APPLICATION_JSON)
class SettleResource {
  private final IdentityDatabase database;
  private final Settler settler;
  private final AuditService audit;
  private final Caller caller;

  SettleResource(IdentityDatabase database, Settler settler, AuditService audit, Caller caller) {
    this.database = database;
    this.settler = settler;
    this.audit = audit;
    this.caller = caller;
  }

  /**
   * How settled the customers are.
   *
   * @param state {@code settled}, {@code pending} when something was written since the last pass
   *     began, or {@code running}
   * @param run the newest pass
   */
  record SettleView(String state, @Nullable SettleRun run) {}

  /** How settled the customers are, and what the newest pass did. */
  @GET
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  public SettleView show() {
    return database.with(sql -> {
      var run = SettleStore.latest(sql);
      var running = run.filter(r -> r.finishedAt() == null).isPresent();
      var state = running ? "running" : SettleStore.marks(sql).pending() ? "pending" : "settled";
      return new SettleView(state, run.orElse(null));
    });
  }

  /** Starts a pass now; one that is under way is enough. */
  @POST
  @PermissionsAllowed(Permission.SOURCES_WRITE)
  @Idempotent
  @ResponseStatus(202)
  @APIResponse(responseCode = "202", description = "A pass starts, or is under way.")
  public SettleView settle() {
    audit.append(new AuditEvent("identity.settle_asked", caller.id(), Map.of()));
    settler.ask();
    return show();
  }
}
