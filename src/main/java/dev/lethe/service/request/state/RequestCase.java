package dev.lethe.service.request.state;

import dev.lethe.service.request.Right;
import dev.lethe.service.request.state.RequestCommand.Approve;
import dev.lethe.service.request.state.RequestCommand.BeginChecks;
import dev.lethe.service.request.state.RequestCommand.BeginExecution;
import dev.lethe.service.request.state.RequestCommand.ChooseSubject;
import dev.lethe.service.request.state.RequestCommand.Complete;
import dev.lethe.service.request.state.RequestCommand.Deny;
import dev.lethe.service.request.state.RequestCommand.MakePlan;
import dev.lethe.service.request.state.RequestCommand.MatchSubject;
import dev.lethe.service.request.state.RequestCommand.NoteFrozen;
import dev.lethe.service.request.state.RequestCommand.RecordVerification;
import dev.lethe.service.request.state.RequestCommand.ReturnPlan;
import dev.lethe.service.request.state.RequestCommand.Withdraw;
import dev.lethe.service.request.state.Transition.Accepted;
import dev.lethe.service.request.state.Transition.Refusal;
import dev.lethe.service.request.state.Transition.Refused;
import java.util.List;

/**
 * The state machine of one request. Pure: it reads no clock and no table and changes nothing.
 *
 * @param right what is asked for
 * @param required the degree of verification that the law asks for
 * @param creator who entered the request
 * @param state where it stands
 */
public record RequestCase(Right right, Degree required, String creator, RequestState state) {

  /** Answers what the command leads to. */
  public Transition on(RequestCommand command) {
    return switch (command) {
      case RecordVerification verification -> verify(verification);
      case MatchSubject match -> match(match);
      case ChooseSubject _ -> choose();
      case MakePlan plan -> plan(plan);
      case Approve approval -> decide(approval.by(), true);
      case ReturnPlan back -> decide(back.by(), false);
      case NoteFrozen _ -> frozen();
      case BeginExecution _ -> execute();
      case BeginChecks _ -> check();
      case Complete completion -> complete(completion);
      case Deny denial -> deny(denial);
      case Withdraw _ -> withdraw();
    };
  }

  private Transition verify(RecordVerification verification) {
    boolean sufficient = verification.degree().reaches(required);
    return switch (state) {
      case RequestState.Received _, RequestState.Verifying _ ->
          to(
              new RequestState.Verifying(sufficient),
              new RequestEvent.Verified(verification.degree(), sufficient));
      default -> wrongState("The person has been verified already.");
    };
  }

  private Transition match(MatchSubject match) {
    if (!(state instanceof RequestState.Verifying(boolean sufficient))) {
      return wrongState("The person is not being verified.");
    }
    if (!sufficient) {
      return tooWeak();
    }
    RequestState next =
        match.customers() == 0
            ? new RequestState.NoMatch()
            : new RequestState.Resolved(match.customers() > 1);
    return to(next, new RequestEvent.Matched(match.customers()));
  }

  private Transition choose() {
    return state instanceof RequestState.Resolved(boolean choosing) && choosing
        ? to(new RequestState.Resolved(false), new RequestEvent.Chosen())
        : wrongState("There is no choice among several people.");
  }

  private Transition plan(MakePlan plan) {
    return switch (state) {
      case RequestState.Resolved(boolean choosing) when choosing ->
          wrongState("Several people answer to the identifiers; choose one first.");
      case RequestState.Resolved _, RequestState.Planned _ ->
          to(new RequestState.Planned(plan.by()), new RequestEvent.Planned());
      case RequestState.Verifying(boolean sufficient) when !sufficient -> tooWeak();
      case RequestState.Received _, RequestState.Verifying _ ->
          wrongState("The person is not known yet.");
      default -> wrongState("The plan can no longer be changed.");
    };
  }

  private Transition decide(String by, boolean approve) {
    if (!(state instanceof RequestState.Planned(String planner))) {
      return wrongState("No plan waits for a decision.");
    }
    if (by.equals(planner) || by.equals(creator)) {
      String did = by.equals(planner) ? "made this plan" : "entered this request";
      return new Refused(
          Refusal.FOUR_EYES, "You cannot decide this: you " + did + ". Ask a second person.");
    }
    return approve
        ? to(new RequestState.Approved(), new RequestEvent.Approved())
        : to(new RequestState.Resolved(false), new RequestEvent.Returned());
  }

  private Transition frozen() {
    return state instanceof RequestState.Approved
        ? to(new RequestState.Frozen(), new RequestEvent.Frozen())
        : wrongState("The request is not approved.");
  }

  private Transition execute() {
    boolean ready =
        right == Right.DELETE
            ? state instanceof RequestState.Frozen
            : state instanceof RequestState.Approved;
    return ready
        ? to(new RequestState.Executing(), new RequestEvent.ExecutionBegan())
        : wrongState("The request is not ready to be carried out.");
  }

  private Transition check() {
    return state instanceof RequestState.Executing && right == Right.DELETE
        ? to(new RequestState.VerifyingErasure(), new RequestEvent.ChecksBegan())
        : wrongState("There is nothing to check.");
  }

  private Transition complete(Complete completion) {
    boolean ready =
        right == Right.DELETE
            ? state instanceof RequestState.VerifyingErasure
            : state instanceof RequestState.Executing;
    return ready
        ? to(
            new RequestState.Completed(completion.withExceptions()),
            new RequestEvent.Completed(completion.withExceptions()))
        : wrongState("The request is not carried out.");
  }

  private Transition deny(Deny denial) {
    return switch (state) {
      case RequestState.Received _,
          RequestState.Verifying _,
          RequestState.Resolved _,
          RequestState.Planned _ ->
          to(new RequestState.Denied(), new RequestEvent.Denied(denial.reasonCode()));
      default -> wrongState("An approved request can no longer be refused.");
    };
  }

  private Transition withdraw() {
    boolean reversible =
        switch (state) {
          case RequestState.Executing _ -> right == Right.ACCESS;
          case RequestState.VerifyingErasure _ -> false;
          default -> !state.closed();
        };
    return reversible
        ? to(new RequestState.Withdrawn(), new RequestEvent.Withdrawn())
        : wrongState("Work has begun that cannot be taken back.");
  }

  private Refused wrongState(String words) {
    return new Refused(Refusal.WRONG_STATE, state.closed() ? "The request is closed." : words);
  }

  private Refused tooWeak() {
    return new Refused(
        Refusal.VERIFICATION_TOO_WEAK,
        "The law asks for the degree " + required.word() + "; record more evidence.");
  }

  private static Accepted to(RequestState state, RequestEvent event) {
    return new Accepted(state, List.of(event));
  }
}
