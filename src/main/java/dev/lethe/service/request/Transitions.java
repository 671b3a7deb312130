package dev.lethe.service.request;

import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.request.state.RequestCommand;
import dev.lethe.service.request.state.RequestEvent;
import dev.lethe.service.request.state.RequestState;
import dev.lethe.service.request.state.Transition;
import dev.lethe.service.request.state.Transition.Accepted;
import dev.lethe.service.request.state.Transition.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Applies commands to stored requests and logs what happened; always inside the caller's
 * transaction.
 */
@ApplicationScoped
class Transitions {
  private final RequestStore requests;
  private final AuditService audit;
  private final Ending ending;
  private final InstantSource clock;

  Transitions(RequestStore requests, AuditService audit, Ending ending, InstantSource clock) {
    this.requests = requests;
    this.audit = audit;
    this.ending = ending;
    this.clock = clock;
  }

  /** What was written: the new state, and the number of the last log entry. */
  record Applied(RequestState state, long logSeq, Instant at) {}

  Applied apply(StoredRequest request, RequestCommand command, String actor) {
    return apply(request, command, actor, Map.of());
  }

  /** Applies a command, or refuses it with a problem. The facts go to the log with the event. */
  Applied apply(
      StoredRequest request, RequestCommand command, String actor, Map<String, Object> facts) {
    Transition transition = request.asCase().on(command);
    return switch (transition) {
      case Refused refused -> throw RequestProblems.refused(refused);
      case Accepted accepted -> write(request, accepted, command, actor, facts);
    };
  }

  private Applied write(
      StoredRequest request,
      Accepted accepted,
      RequestCommand command,
      String actor,
      Map<String, Object> facts) {
    Instant now = clock.instant();
    requests.enter(request.id(), accepted.state(), now);
    String denial = command instanceof RequestCommand.Deny(String code) ? code : "";
    ending.closeIfOver(request, accepted.state(), denial, now);
    long seq = 0;
    for (RequestEvent event : accepted.events()) {
      Map<String, Object> body = new LinkedHashMap<>(event.facts());
      body.putAll(facts);
      body.put("number", request.name());
      body.put("from", request.state().name());
      body.put("to", accepted.state().name());
      seq = audit.append(new AuditEvent(event.type(), actor, request.id(), body));
    }
    return new Applied(accepted.state(), seq, now);
  }
}
