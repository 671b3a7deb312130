package dev.lethe.service.security;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Signs a browser in and brings it back to the page it came from. */
@Path("/login")
public class LoginResource {
  @GET
  @Authenticated
  public Response login(@QueryParam("to") @Nullable String to) {
    return Response.seeOther(URI.create(isLocal(to) ? to : "/")).build();
  }

  // Only a path of this site: "//host" and "/\host" lead elsewhere in a browser.
  private static boolean isLocal(@Nullable String to) {
    return to != null && to.matches("/([A-Za-z0-9_~.?=&%#-][A-Za-z0-9_~./?=&%#:,+-]*)?");
  }
}
