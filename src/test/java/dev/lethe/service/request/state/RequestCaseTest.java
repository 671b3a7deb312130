package dev.lethe.service.request.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.service.request.Right;
import dev.lethe.service.request.state.RequestState.Name;
import dev.lethe.service.request.state.Transition.Accepted;
import dev.lethe.service.request.state.Transition.Refusal;
import dev.lethe.service.request.state.Transition.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class RequestCaseTest {
  private static final String CREATOR = "olga";
  private static final String PLANNER = "pia";
  private static final String APPROVER = "amir";

  private static final List<RequestState> STATES =
      List.of(
          new RequestState.Received(),
          new RequestState.Verifying(false),
          new RequestState.Verifying(true),
          new RequestState.Resolved(true),
          new RequestState.Resolved(false),
          new RequestState.Planned(PLANNER),
          new RequestState.Approved(),
          new RequestState.Frozen(),
          new RequestState.Executing(),
          new RequestState.VerifyingErasure(),
          new RequestState.Completed(false),
          new RequestState.Completed(true),
          new RequestState.NoMatch(),
          new RequestState.Denied(),
          new RequestState.Withdrawn());

  private static final List<RequestCommand> COMMANDS =
      List.of(
          new RequestCommand.RecordVerification(Degree.NONE),
          new RequestCommand.RecordVerification(Degree.REASONABLE),
          new RequestCommand.MatchSubject(0),
          new RequestCommand.MatchSubject(1),
          new RequestCommand.MatchSubject(2),
          new RequestCommand.ChooseSubject(),
          new RequestCommand.MakePlan(PLANNER),
          new RequestCommand.Approve(APPROVER),
          new RequestCommand.ReturnPlan(APPROVER),
          new RequestCommand.NoteFrozen(),
          new RequestCommand.BeginExecution(),
          new RequestCommand.BeginChecks(),
          new RequestCommand.Complete(false),
          new RequestCommand.Complete(true),
          new RequestCommand.Deny("fraud"),
          new RequestCommand.Withdraw());

  /** Every transition of a deletion there is; whatever is not listed must be refused. */
  private static final Map<String, String> DELETION =
      Map.ofEntries(
          Map.entry("Received+Verify(none)", "Verifying(weak)"),
          Map.entry("Received+Verify", "Verifying"),
          Map.entry("Verifying(weak)+Verify(none)", "Verifying(weak)"),
          Map.entry("Verifying(weak)+Verify", "Verifying"),
          Map.entry("Verifying+Verify(none)", "Verifying(weak)"),
          Map.entry("Verifying+Verify", "Verifying"),
          Map.entry("Verifying+Match0", "NO_MATCH"),
          Map.entry("Verifying+Match1", "Resolved"),
          Map.entry("Verifying+Match2", "Resolved(choosing)"),
          Map.entry("Resolved(choosing)+ChooseSubject", "Resolved"),
          Map.entry("Resolved+MakePlan", "PLANNED"),
          Map.entry("PLANNED+MakePlan", "PLANNED"),
          Map.entry("PLANNED+Approve", "APPROVED"),
          Map.entry("PLANNED+ReturnPlan", "Resolved"),
          Map.entry("APPROVED+NoteFrozen", "FROZEN"),
          Map.entry("FROZEN+BeginExecution", "EXECUTING"),
          Map.entry("EXECUTING+BeginChecks", "VERIFYING_ERASURE"),
          Map.entry("VERIFYING_ERASURE+Complete", "COMPLETED"),
          Map.entry("VERIFYING_ERASURE+Complete(exceptions)", "COMPLETED_WITH_EXCEPTIONS"));

  @Test
  void deletionAllowsExactlyTheListedTransitions() {
    List<String> seen = new ArrayList<>();
    for (RequestState state : STATES) {
      for (RequestCommand command : COMMANDS) {
        if (isExit(command)) {
          continue;
        }
        String key = label(state) + "+" + label(command);
        switch (deletion(state).on(command)) {
          case Accepted accepted -> {
            assertThat(label(accepted.state())).as(key).isEqualTo(DELETION.get(key));
            assertThat(accepted.events()).as(key).hasSize(1);
            seen.add(key);
          }
          case Refused refused -> {
            assertThat(DELETION).as(key).doesNotContainKey(key);
            assertThat(refused.words()).as(key).endsWith(".");
          }
        }
      }
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(DELETION.keySet());
  }

  @Test
  void accessNeitherFreezesNorChecks() {
    assertThat(next(access(new RequestState.Approved()), new RequestCommand.BeginExecution()))
        .isEqualTo(Name.EXECUTING);
    assertThat(next(access(new RequestState.Executing()), new RequestCommand.Complete(false)))
        .isEqualTo(Name.COMPLETED);
    assertThat(access(new RequestState.Executing()).on(new RequestCommand.BeginChecks()))
        .isInstanceOf(Refused.class);
    assertThat(deletion(new RequestState.Approved()).on(new RequestCommand.BeginExecution()))
        .isInstanceOf(Refused.class);
  }

  @Test
  void withdrawalHoldsUntilIrreversibleWorkBegins() {
    assertThat(acceptedIn(Right.DELETE, new RequestCommand.Withdraw()))
        .containsExactlyInAnyOrder(
            Name.RECEIVED, Name.VERIFYING, Name.RESOLVED, Name.PLANNED, Name.APPROVED, Name.FROZEN);
    assertThat(acceptedIn(Right.ACCESS, new RequestCommand.Withdraw()))
        .contains(Name.EXECUTING)
        .doesNotContain(Name.COMPLETED);
  }

  @Test
  void denialHoldsUntilApproval() {
    assertThat(acceptedIn(Right.DELETE, new RequestCommand.Deny("fraud")))
        .containsExactlyInAnyOrder(Name.RECEIVED, Name.VERIFYING, Name.RESOLVED, Name.PLANNED);
  }

  @Test
  void approverIsNeitherPlannerNorCreator() {
    RequestCase planned = deletion(new RequestState.Planned(PLANNER));
    for (String same : List.of(PLANNER, CREATOR)) {
      assertThat(planned.on(new RequestCommand.Approve(same)))
          .isInstanceOfSatisfying(
              Refused.class, r -> assertThat(r.why()).isEqualTo(Refusal.FOUR_EYES));
      assertThat(planned.on(new RequestCommand.ReturnPlan(same)))
          .isInstanceOfSatisfying(
              Refused.class, r -> assertThat(r.why()).isEqualTo(Refusal.FOUR_EYES));
    }
    assertThat(next(planned, new RequestCommand.Approve(APPROVER))).isEqualTo(Name.APPROVED);
  }

  @Test
  void weakVerificationStopsEverythingButBetterEvidence() {
    RequestCase strict =
        new RequestCase(Right.ACCESS, Degree.REASONABLY_HIGH, CREATOR, new RequestState.Received());
    RequestState weak =
        ((Accepted) strict.on(new RequestCommand.RecordVerification(Degree.REASONABLE))).state();
    assertThat(weak).isEqualTo(new RequestState.Verifying(false));
    RequestCase weakCase = new RequestCase(Right.ACCESS, Degree.REASONABLY_HIGH, CREATOR, weak);
    for (RequestCommand command :
        List.of(new RequestCommand.MatchSubject(1), new RequestCommand.MakePlan(PLANNER))) {
      assertThat(weakCase.on(command))
          .isInstanceOfSatisfying(
              Refused.class, r -> assertThat(r.why()).isEqualTo(Refusal.VERIFICATION_TOO_WEAK));
    }
  }

  @Test
  void noWalkReachesExecutionWithoutVerificationPlanAndSecondPerson() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int walk = 0; walk < 3_000; walk++) {
      RequestState state = new RequestState.Received();
      Set<String> passed = new TreeSet<>();
      for (int step = 0; step < 40; step++) {
        RequestCommand command = COMMANDS.get(random.nextInt(COMMANDS.size()));
        if (deletion(state).on(command) instanceof Accepted accepted) {
          state = accepted.state();
          accepted.events().forEach(event -> passed.add(event.type()));
        }
        if (state instanceof RequestState.Executing) {
          assertThat(passed)
              .as("seed %d", seed)
              .contains(
                  "request.verified",
                  "request.resolved",
                  "request.planned",
                  "request.approved",
                  "request.frozen");
        }
      }
    }
  }

  @Test
  void closedRequestsStayClosed() {
    for (RequestState state : STATES.stream().filter(RequestState::closed).toList()) {
      for (RequestCommand command : COMMANDS) {
        assertThat(deletion(state).on(command)).isInstanceOf(Refused.class);
      }
    }
  }

  private static Set<Name> acceptedIn(Right right, RequestCommand command) {
    Set<Name> names = new TreeSet<>();
    for (RequestState state : STATES) {
      if (new RequestCase(right, Degree.REASONABLE, CREATOR, state).on(command)
          instanceof Accepted) {
        names.add(state.name());
      }
    }
    return names;
  }

  private static Name next(RequestCase request, RequestCommand command) {
    return ((Accepted) request.on(command)).state().name();
  }

  private static RequestCase deletion(RequestState state) {
    return new RequestCase(Right.DELETE, Degree.REASONABLE, CREATOR, state);
  }

  private static RequestCase access(RequestState state) {
    return new RequestCase(Right.ACCESS, Degree.REASONABLE, CREATOR, state);
  }

  private static boolean isExit(RequestCommand command) {
    return command instanceof RequestCommand.Withdraw || command instanceof RequestCommand.Deny;
  }

  private static String label(RequestState state) {
    return switch (state) {
      case RequestState.Received _ -> "Received";
      case RequestState.Verifying(boolean sufficient) ->
          sufficient ? "Verifying" : "Verifying(weak)";
      case RequestState.Resolved(boolean choosing) -> choosing ? "Resolved(choosing)" : "Resolved";
      default -> state.name().name();
    };
  }

  private static String label(RequestCommand command) {
    return switch (command) {
      case RequestCommand.RecordVerification(Degree degree) ->
          degree == Degree.NONE ? "Verify(none)" : "Verify";
      case RequestCommand.MatchSubject(int customers) -> "Match" + customers;
      case RequestCommand.Complete(boolean exceptions) ->
          exceptions ? "Complete(exceptions)" : "Complete";
      default -> command.getClass().getSimpleName();
    };
  }
}
