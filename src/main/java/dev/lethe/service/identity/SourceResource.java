package dev.lethe.service.identity;

import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Idempotent;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Registers and lists the systems that know people. */
@Path("/api/v1/sources")
@Produces(MediaType.APPLICATION_JSON)
class SourceResource {
  private static final String NAME = "[a-z][a-z0-9_.-]{0,62}";

  private final SourceStore sources;
  private final AuditService audit;
  private final Caller caller;

  SourceResource(SourceStore sources, AuditService audit, Caller caller) {
    this.sources = sources;
    this.audit = audit;
    this.caller = caller;
  }

  /** What a source is. */
  record SourceBody(@Nullable SourceKind kind, @Nullable Boolean duplicateFree) {}

  /** Registers a source, or changes what is known of it. */
  @PUT
  @Path("{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Permission.SOURCES_WRITE)
  @Idempotent
  @Transactional
  public Source put(String name, SourceBody body) {
    if (!name.matches(NAME)) {
      throw new ProblemException(
          ProblemType.INVALID_PARAMETER,
          "A source's name has up to 63 small letters, digits, dots, dashes and underscores.");
    }
    if (body == null || body.kind() == null) {
      throw ProblemException.missingField("kind");
    }
    var source = new Source(name, body.kind(), Boolean.TRUE.equals(body.duplicateFree()));
    sources.put(source);
    audit.append(new AuditEvent("source.registered", caller.id(), Map.of("source", name)));
    return source;
  }

  /** Every source. */
  @GET
  @PermissionsAllowed(Permission.PROFILES_READ)
  public Page<Source> list() {
    return new Page<>(sources.all(), null);
  }
}
