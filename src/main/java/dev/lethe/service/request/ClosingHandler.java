package dev.lethe.service.request;

import dev.lethe.service.fanout.Execution;
import dev.lethe.service.fanout.FanoutService;
import dev.lethe.service.fanout.Stage;
import dev.lethe.service.fanout.StageHandler;
import dev.lethe.service.fanout.StageTrouble;
import dev.lethe.service.fanout.Work;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.ReceiptService;
import dev.lethe.service.request.state.RequestCommand;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Issues the receipt and closes the request. */
@ApplicationScoped
class ClosingHandler implements StageHandler {
  private final RequestStore requests;
  private final PlanStore plans;
  private final Transitions transitions;
  private final ReceiptService receipts;
  private final FanoutService fanout;

  ClosingHandler(
      RequestStore requests,
      PlanStore plans,
      Transitions transitions,
      ReceiptService receipts,
      FanoutService fanout) {
    this.requests = requests;
    this.plans = plans;
    this.transitions = transitions;
    this.receipts = receipts;
    this.fanout = fanout;
  }

  @Override
  public Set<Stage> stages() {
    return Set.of(Stage.RECEIPT, Stage.COMPLETE);
  }

  @Override
  public Recording perform(Work work) throws StageTrouble {
    if (work.stage() == Stage.COMPLETE) {
      return () -> work.items().forEach(item -> complete(item.execution().request()));
    }
    for (Work.Item item : work.items()) {
      issue(item.execution(), work);
    }
    return () ->
        work.items().forEach(item -> requests.checked(item.execution().request(), work.at()));
  }

  private void issue(Execution execution, Work work) {
    StoredRequest request = requests.find(execution.request()).orElseThrow();
    Plan plan = plans.newest(request.id()).orElseThrow();
    receipts.issue(
        request.id(),
        Statement.of(request, plan, execution, fanout.steps(request.id()), work.at()));
  }

  private void complete(String id) {
    StoredRequest request = requests.lock(id).orElseThrow();
    boolean exceptions = plans.newest(id).map(plan -> !plan.kept().isEmpty()).orElse(false);
    transitions.apply(request, new RequestCommand.Complete(exceptions), AuditEvent.SYSTEM);
  }
}
