package dev.lethe.service.security;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** Tells the caller who they are to Lethe. */
@Path("/api/v1/me")
public class MeResource {
  private final Caller caller;

  MeResource(Caller caller) {
    this.caller = caller;
  }

  public record Me(String name, String displayName, List<String> roles, List<String> permissions) {}

  @GET
  @Authenticated
  public Me me() {
    return new Me(
        caller.id(),
        caller.displayName(),
        caller.roles().stream().sorted().toList(),
        caller.permissions());
  }
}
