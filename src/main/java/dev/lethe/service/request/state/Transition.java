package dev.lethe.service.request.state;

import java.util.List;

/** The answer of the state machine. */
public sealed interface Transition {

  /** The command holds: the request is in the new state, and these events happened. */
  record Accepted(RequestState state, List<RequestEvent> events) implements Transition {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** The command does not hold; nothing changed. */
  record Refused(Refusal why, String words) implements Transition {}

  /** Kinds of refusal. */
  enum Refusal {
    /** Not in this state. */
    WRONG_STATE,
    /** The same person may not do both. */
    FOUR_EYES,
    /** The verification is weaker than the law asks for. */
    VERIFICATION_TOO_WEAK
  }
}
