package dev.lethe.service.request;

import dev.lethe.service.fanout.FanoutService.StepCounts;
import dev.lethe.service.fanout.StepState;
import dev.lethe.service.request.RequestViews.ActionView;
import dev.lethe.service.request.state.RequestCase;
import dev.lethe.service.request.state.RequestCommand;
import dev.lethe.service.request.state.Transition;
import dev.lethe.service.security.Caller;
import dev.lethe.service.security.Permission;
import java.util.List;

/** Asks the state machine itself what would hold, so that screens and refusals never disagree. */
final class AllowedActions {
  private static final String NOT_YOUR_ROLE = "Your role may not do this.";

  private AllowedActions() {}

  static List<ActionView> of(
      StoredRequest request,
      StepCounts counts,
      boolean receipt,
      boolean hasPackage,
      Caller caller) {
    RequestCase machine = request.asCase();
    String by = caller.id();
    boolean write = caller.may(Permission.REQUESTS_WRITE);
    boolean approve = caller.may(Permission.REQUESTS_APPROVE);
    boolean stuck = counts.of(StepState.NEEDS_PERSON) + counts.of(StepState.FAILED) > 0;
    return List.of(
        command(
            "verify", machine, new RequestCommand.RecordVerification(machine.required()), write),
        command("plan", machine, new RequestCommand.MakePlan(by), write),
        command("approve", machine, new RequestCommand.Approve(by), approve),
        command("return", machine, new RequestCommand.ReturnPlan(by), approve),
        command("withdraw", machine, new RequestCommand.Withdraw(), write),
        command("deny", machine, new RequestCommand.Deny("other"), write),
        plain(
            "download_receipt",
            receipt,
            "There is no receipt yet.",
            caller.may(Permission.RECEIPTS_READ)),
        plain(
            "download_package",
            hasPackage,
            "There is no package.",
            caller.may(Permission.PACKAGES_READ)),
        plain("retry", stuck && !request.state().closed(), "No step waits for a person.", write));
  }

  private static ActionView command(
      String name, RequestCase machine, RequestCommand command, boolean permitted) {
    if (!permitted) {
      return new ActionView(name, false, NOT_YOUR_ROLE);
    }
    return switch (machine.on(command)) {
      case Transition.Accepted _ -> new ActionView(name, true, null);
      case Transition.Refused refused -> new ActionView(name, false, refused.words());
    };
  }

  private static ActionView plain(
      String name, boolean possible, String otherwise, boolean permitted) {
    if (!permitted) {
      return new ActionView(name, false, NOT_YOUR_ROLE);
    }
    return new ActionView(name, possible, possible ? null : otherwise);
  }
}
