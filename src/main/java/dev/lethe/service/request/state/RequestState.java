package dev.lethe.service.request.state;

/** Where a request stands. */
public sealed interface RequestState {

  /** Returns the name under which the state is stored and shown. */
  Name name();

  /** Tells whether the request is closed: no command changes it any more. */
  default boolean closed() {
    return switch (this) {
      case Completed _, NoMatch _, Denied _, Withdrawn _ -> true;
      case Received _,
          Verifying _,
          Resolved _,
          Planned _,
          Approved _,
          Frozen _,
          Executing _,
          VerifyingErasure _ ->
          false;
    };
  }

  /** Nobody has looked at it yet. */
  record Received() implements RequestState {
    @Override
    public Name name() {
      return Name.RECEIVED;
    }
  }

  /** Evidence was recorded; sufficient means that it reaches the degree the law asks for. */
  record Verifying(boolean sufficient) implements RequestState {
    @Override
    public Name name() {
      return Name.VERIFYING;
    }
  }

  /** The person is known, or must be chosen among several. */
  record Resolved(boolean choosing) implements RequestState {
    @Override
    public Name name() {
      return Name.RESOLVED;
    }
  }

  /** A plan waits for a second person. */
  record Planned(String planner) implements RequestState {
    @Override
    public Name name() {
      return Name.PLANNED;
    }
  }

  /** Approved; nothing is done yet. */
  record Approved() implements RequestState {
    @Override
    public Name name() {
      return Name.APPROVED;
    }
  }

  /** Hidden everywhere we serve, and still reversible. */
  record Frozen() implements RequestState {
    @Override
    public Name name() {
      return Name.FROZEN;
    }
  }

  /** The plan is being carried out; for a deletion, beyond return. */
  record Executing() implements RequestState {
    @Override
    public Name name() {
      return Name.EXECUTING;
    }
  }

  /** Independent probes are looking for what is left. */
  record VerifyingErasure() implements RequestState {
    @Override
    public Name name() {
      return Name.VERIFYING_ERASURE;
    }
  }

  /** Answered. */
  record Completed(boolean withExceptions) implements RequestState {
    @Override
    public Name name() {
      return withExceptions ? Name.COMPLETED_WITH_EXCEPTIONS : Name.COMPLETED;
    }
  }

  /** Nobody we know answers to the identifiers. */
  record NoMatch() implements RequestState {
    @Override
    public Name name() {
      return Name.NO_MATCH;
    }
  }

  /** Refused for a reason that the law knows. */
  record Denied() implements RequestState {
    @Override
    public Name name() {
      return Name.DENIED;
    }
  }

  /** Taken back before anything irreversible was done. */
  record Withdrawn() implements RequestState {
    @Override
    public Name name() {
      return Name.WITHDRAWN;
    }
  }

  /** The states' names. */
  enum Name {
    RECEIVED,
    VERIFYING,
    RESOLVED,
    PLANNED,
    APPROVED,
    FROZEN,
    EXECUTING,
    VERIFYING_ERASURE,
    COMPLETED,
    COMPLETED_WITH_EXCEPTIONS,
    NO_MATCH,
    DENIED,
    WITHDRAWN
  }
}
