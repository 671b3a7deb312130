package dev.lethe.service.request;

import dev.lethe.service.fanout.ExecutionListener;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.request.state.RequestCommand;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** Moves a request along with its execution, in the same transaction. */
@ApplicationScoped
class ExecutionNews implements ExecutionListener {
  private final RequestStore requests;
  private final Transitions transitions;
  private final InstantSource clock;

  ExecutionNews(RequestStore requests, Transitions transitions, InstantSource clock) {
    this.requests = requests;
    this.transitions = transitions;
    this.clock = clock;
  }

  @Override
  public void frozen(String request) {
    apply(request, new RequestCommand.NoteFrozen());
  }

  @Override
  public void beginsExecution(String request) {
    apply(request, new RequestCommand.BeginExecution());
    requests.running(request, clock.instant());
  }

  @Override
  public void beginsChecks(String request) {
    apply(request, new RequestCommand.BeginChecks());
  }

  @Override
  public void changed(String request) {
    requests.touch(request, clock.instant());
  }

  private void apply(String request, RequestCommand command) {
    transitions.apply(requests.lock(request).orElseThrow(), command, AuditEvent.SYSTEM);
  }
}
