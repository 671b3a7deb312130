package dev.lethe.service.request;

import dev.lethe.service.security.Permission;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

/** Streams which requests changed; what changed is read from the request itself. */
@Path("/api/v1/stream")
public class StreamResource {
  private final ChangeFeed feed;

  StreamResource(ChangeFeed feed) {
    this.feed = feed;
  }

  /** Follows every request. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @PermissionsAllowed(Permission.REQUESTS_READ)
  public Multi<OutboundSseEvent> follow(@Context Sse sse) {
    return feed.follow(null).map(change -> change.event(sse));
  }
}
