package dev.lethe.service.request;

import dev.lethe.service.security.Permission;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.jboss.resteasy.reactive.RestPath;

/** Streams that one request changed; what changed is read from the request itself. */
@Path("/api/v1/requests/{id}/stream")
public class RequestStreamResource {
  private final ChangeFeed feed;
  private final RequestService service;

  RequestStreamResource(ChangeFeed feed, RequestService service) {
    this.feed = feed;
    this.service = service;
  }

  /** Follows one request. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Blocking
  @PermissionsAllowed(Permission.REQUESTS_READ)
  public Multi<OutboundSseEvent> follow(@RestPath String id, @Context Sse sse) {
    service.get(id);
    return feed.follow(id).map(change -> change.event(sse));
  }
}
