package dev.lethe.service.identity;

import dev.lethe.identitygraph.block.BlockingKeys;
import dev.lethe.service.identity.GenericStore.Generic;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import dev.lethe.service.web.Cursor;
import dev.lethe.service.web.Idempotent;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Identifiers that are no one person's: shows which count for less, and takes known ones. */
@Path("/api/v1/identity/generic-values")
@Produces(MediaType.APPLICATION_JSON)
class GenericValueResource {
  private final IdentityDatabase database;
  private final SubjectFinder finder;
  private final GenericNames names;
  private final InstantSource clock;
  private final AuditService audit;
  private final Caller caller;

  GenericValueResource(
      IdentityDatabase database,
      SubjectFinder finder,
      GenericNames names,
      InstantSource clock,
      AuditService audit,
      Caller caller) {
    this.database = database;
    this.finder = finder;
    this.names = names;
    this.clock = clock;
    this.audit = audit;
    this.caller = caller;
  }

  /** A value to list: a store's phone, a kiosk's device. */
  record ValueBody(@Nullable String kind, @Nullable String value) {}

  /**
   * A generic value, without the value.
   *
   * @param id names it in this list
   * @param kind which identifier it is
   * @param level {@code no_candidates}, or {@code no_evidence} when it counts for nothing
   * @param customers how many held it when it was counted
   * @param listed whether somebody listed it
   */
  record GenericView(String id, String kind, String level, int customers, boolean listed) {}

  /** Every identifier that counts for less because too many customers hold it. */
  @GET
  @PermissionsAllowed(Permission.CUSTOMERS_READ)
  public Page<GenericView> list(
      @RestQuery @Nullable Integer limit, @RestQuery @Nullable String after) {
    int size = Page.limit(limit);
    var cursor = Cursor.parse(after, 1);
    long from = cursor == null ? 0 : block(cursor.parts().getFirst(), "after");
    List<Generic> rows = database.with(sql -> GenericStore.page(sql, from, size + 1));
    var page = Page.of(rows, size, row -> Cursor.of(Long.toHexString(row.block())));
    return page.map(GenericValueResource::view);
  }

  private static GenericView view(Generic value) {
    return new GenericView(
        Long.toHexString(value.block()),
        BlockValue.rule(value.block()).name().toLowerCase(Locale.ROOT),
        value.level() == GenericStore.NO_EVIDENCE ? "no_evidence" : "no_candidates",
        value.customers(),
        value.listed());
  }

  /** Lists a value: from now on it finds nobody and counts for nothing. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @PermissionsAllowed(Permission.SOURCES_WRITE)
  @Idempotent
  @ResponseStatus(201)
  @Transactional
  public GenericView add(ValueBody body) {
    if (body == null || body.kind() == null) {
      throw ProblemException.missingField("kind");
    }
    if (body.value() == null) {
      throw ProblemException.missingField("value");
    }
    var asked = finder.normalised(List.of(new SubjectIdentifier(body.kind(), body.value())));
    var keys = List.copyOf(BlockingKeys.identifiers(asked));
    if (keys.size() != 1) {
      throw ProblemException.invalidField("value", "This is no identifier of that kind.");
    }
    var value = names.listing(keys.getFirst());
    database.with(sql -> {
      GenericStore.raise(sql, List.of(value), clock.instant());
      return value.block();
    });
    log("identity.generic_value_listed", value.block());
    return view(value);
  }

  /** Takes a value off the list; the next settle pass counts it like any other. */
  @DELETE
  @Path("{id}")
  @PermissionsAllowed(Permission.SOURCES_WRITE)
  @Transactional
  public void remove(String id) {
    long block = block(id, "id");
    int removed =
        database.with(sql -> {
          // Whoever was kept apart by it is weighed again by the next pass.
          sql.query("select nextval('profile_revision')", row -> 0);
          return GenericStore.remove(sql, List.of(block));
        });
    if (removed == 0) {
      throw new ProblemException(ProblemType.NOT_FOUND, "There is no such generic value.");
    }
    log("identity.generic_value_unlisted", block);
  }

  private void log(String what, long block) {
    audit.append(
        new AuditEvent(what, caller.id(), Map.of("generic_value", Long.toHexString(block))));
  }

  private static long block(String text, String parameter) {
    try {
      return Long.parseLong(text, 16);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          ProblemType.INVALID_PARAMETER, parameter + " is not one that this list gave out.");
    }
  }
}
