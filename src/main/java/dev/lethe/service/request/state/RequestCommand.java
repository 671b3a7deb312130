package dev.lethe.service.request.state;

/** What can be asked of a request. */
public sealed interface RequestCommand {

  /** Records how surely the person is who they say. */
  record RecordVerification(Degree degree) implements RequestCommand {}

  /** Records how many customers answer to the identifiers. */
  record MatchSubject(int customers) implements RequestCommand {}

  /** Chooses one of several customers. */
  record ChooseSubject() implements RequestCommand {}

  /** Makes the plan, or makes it anew. */
  record MakePlan(String by) implements RequestCommand {}

  /** Releases the plan for execution. */
  record Approve(String by) implements RequestCommand {}

  /** Sends the plan back. */
  record ReturnPlan(String by) implements RequestCommand {}

  /** Notes that the person is hidden everywhere we serve. */
  record NoteFrozen() implements RequestCommand {}

  /** Notes that work begins which cannot be taken back. */
  record BeginExecution() implements RequestCommand {}

  /** Notes that the probes begin. */
  record BeginChecks() implements RequestCommand {}

  /** Closes the request as answered. */
  record Complete(boolean withExceptions) implements RequestCommand {}

  /** Refuses the request. */
  record Deny(String reasonCode) implements RequestCommand {}

  /** Takes the request back. */
  record Withdraw() implements RequestCommand {}
}
