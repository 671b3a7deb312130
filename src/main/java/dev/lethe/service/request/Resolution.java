package dev.lethe.service.request;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.service.fanout.Dispatcher;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.identity.SubjectIdentifier;
import dev.lethe.service.identity.SubjectMatch;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.request.state.RequestCommand;
import dev.lethe.service.request.state.RequestState;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whom a verified request is about; what was interrupted is taken up again by the sweep.
 */
@ApplicationScoped
class Resolution implements Dispatcher.Recurring {
  private static final Logger LOG = Logger.getLogger(Resolution.class);

  private final RequestStore requests;
  private final Intake intake;
  private final IdentityService identity;
  private final Transitions transitions;

  Resolution(
      RequestStore requests, Intake intake, IdentityService identity, Transitions transitions) {
    this.requests = requests;
    this.intake = intake;
    this.identity = identity;
    this.transitions = transitions;
  }

  private record Found(@Nullable String customer, List<String> candidates, int profiles) {
    int customers() {
      return customer != null ? 1 : candidates.size();
    }
  }

  /** Resolves a request whose verification is sufficient; leaves any other alone. */
  void resolve(String id) {
    StoredRequest request = requests.find(id).orElseThrow(RequestProblems::notFound);
    if (!waits(request)) {
      return;
    }
    Found found = look(intake.identifiers(request));
    QuarkusTransaction.requiringNew()
        .run(() -> {
          StoredRequest locked = requests.lock(id).orElseThrow();
          if (waits(locked)) {
            write(locked, found);
          }
        });
  }

  @Override
  public void run() {
    List<StoredRequest> waiting =
        requests.list("where state = 'VERIFYING' and sufficient order by updated_at limit 20");
    for (StoredRequest request : waiting) {
      try {
        resolve(request.id());
      } catch (RuntimeException e) {
        LOG.warnf("Request %s cannot be resolved now: %s", request.name(), e.getClass().getName());
      }
    }
  }

  private void write(StoredRequest request, Found found) {
    Transitions.Applied applied =
        transitions.apply(
            request, new RequestCommand.MatchSubject(found.customers()), AuditEvent.SYSTEM);
    requests.matched(
        request.id(), found.customer(), found.candidates(), found.profiles(), applied.at());
  }

  private Found look(List<Identifier> identifiers) {
    List<SubjectIdentifier> wanted =
        identifiers.stream().map(i -> new SubjectIdentifier(i.kind(), i.value())).toList();
    return switch (identity.match(wanted)) {
      case SubjectMatch.NoMatch _ -> new Found(null, List.of(), 0);
      case SubjectMatch.One(CustomerId customer, double _) ->
          new Found(customer.toString(), List.of(), identity.profiles(customer).size());
      case SubjectMatch.Several(List<CustomerId> several) ->
          new Found(null, several.stream().map(CustomerId::toString).toList(), 0);
    };
  }

  private static boolean waits(StoredRequest request) {
    return request.state() instanceof RequestState.Verifying(boolean sufficient) && sufficient;
  }
}
