package dev.lethe.service.request;

import dev.lethe.service.request.ChangeFeed.Change;
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
import org.jspecify.annotations.Nullable;

/** Streams which requests changed; what changed is read from the request itself. */
@Path("/api/v1")
public class StreamResource {
  private final ChangeFeed feed;
  private final RequestService service;

  StreamResource(ChangeFeed feed, RequestService service) {
    this.feed = feed;
    this.service = service;
  }

  /** Follows every request. */
  @GET
  @Path("/stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @PermissionsAllowed(Permission.REQUESTS_READ)
  public Multi<OutboundSseEvent> all(@Context Sse sse) {
    return events(sse, null);
  }

  /** Follows one request. */
  @GET
  @Path("/requests/{id}/stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Blocking
  @PermissionsAllowed(Permission.REQUESTS_READ)
  public Multi<OutboundSseEvent> one(@RestPath String id, @Context Sse sse) {
    service.get(id);
    return events(sse, id);
  }

  private Multi<OutboundSseEvent> events(Sse sse, @Nullable String request) {
    return feed.follow(request)
        .map(change ->
            sse.newEventBuilder()
                .name("changed")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(Change.class, change)
                .build());
  }
}
