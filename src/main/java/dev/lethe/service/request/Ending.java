package dev.lethe.service.request;

import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.request.state.RequestState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Closes requests: from here on the clock stands still and the case key has an end. */
@ApplicationScoped
class Ending {
  private final RequestStore requests;
  private final IdentityService identity;
  private final int packageDays;

  Ending(
      RequestStore requests,
      IdentityService identity,
      @ConfigProperty(name = "lethe.request.package-days", defaultValue = "30") int packageDays) {
    this.requests = requests;
    this.identity = identity;
    this.packageDays = packageDays;
  }

  /** Returns when a package made now can no longer be fetched. */
  Instant packageEnds(Instant now) {
    return now.plus(Duration.ofDays(packageDays));
  }

  /** Notes that a request is closed, if its state says so. */
  void closeIfOver(StoredRequest request, RequestState state, String denialCode, Instant now) {
    if (!state.closed()) {
      return;
    }
    identity.endErasureReviews(request.id());
    boolean holdsPackage =
        request.right() == Right.ACCESS && state instanceof RequestState.Completed;
    requests.close(
        request.id(),
        denialCode.isEmpty() ? null : denialCode,
        now,
        holdsPackage ? packageEnds(now) : now);
  }
}
