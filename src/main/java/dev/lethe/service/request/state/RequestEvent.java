package dev.lethe.service.request.state;

import java.util.Map;

/** What happened to a request; each becomes one entry of the audit log. */
public sealed interface RequestEvent {

  /** Returns the entry's type. */
  String type();

  /** Returns the entry's facts; no personal data. */
  default Map<String, Object> facts() {
    return Map.of();
  }

  /** Evidence was recorded. */
  record Verified(Degree degree, boolean sufficient) implements RequestEvent {
    @Override
    public String type() {
      return "request.verified";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("degree", degree.word(), "sufficient", sufficient);
    }
  }

  /** The identifiers were looked up. */
  record Matched(int customers) implements RequestEvent {
    @Override
    public String type() {
      return "request.resolved";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("customers", customers);
    }
  }

  /** One of several customers was chosen. */
  record Chosen() implements RequestEvent {
    @Override
    public String type() {
      return "request.subject_chosen";
    }
  }

  /** A plan was made. */
  record Planned() implements RequestEvent {
    @Override
    public String type() {
      return "request.planned";
    }
  }

  /** The plan was released. */
  record Approved() implements RequestEvent {
    @Override
    public String type() {
      return "request.approved";
    }
  }

  /** The plan was sent back. */
  record Returned() implements RequestEvent {
    @Override
    public String type() {
      return "request.returned";
    }
  }

  /** The person is hidden everywhere we serve. */
  record Frozen() implements RequestEvent {
    @Override
    public String type() {
      return "request.frozen";
    }
  }

  /** Work began that cannot be taken back. */
  record ExecutionBegan() implements RequestEvent {
    @Override
    public String type() {
      return "request.execution_began";
    }
  }

  /** The probes began. */
  record ChecksBegan() implements RequestEvent {
    @Override
    public String type() {
      return "request.checks_began";
    }
  }

  /** The request was answered. */
  record Completed(boolean withExceptions) implements RequestEvent {
    @Override
    public String type() {
      return "request.completed";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("with_exceptions", withExceptions);
    }
  }

  /** The request was refused. */
  record Denied(String reasonCode) implements RequestEvent {
    @Override
    public String type() {
      return "request.denied";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("reason_code", reasonCode);
    }
  }

  /** The request was taken back. */
  record Withdrawn() implements RequestEvent {
    @Override
    public String type() {
      return "request.withdrawn";
    }
  }
}
