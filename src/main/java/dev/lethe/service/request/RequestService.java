package dev.lethe.service.request;

import dev.lethe.service.fanout.FanoutService;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.request.VerificationRules.Evidence;
import dev.lethe.service.request.state.Degree;
import dev.lethe.service.request.state.RequestCommand;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What officers do with requests before and beside a plan's approval. Calls to the vault stay
 * outside of transactions.
 */
@ApplicationScoped
public class RequestService {
  private static final Logger LOG = Logger.getLogger(RequestService.class);

  private final RequestStore requests;
  private final Transitions transitions;
  private final Resolution resolution;
  private final Notes notes;
  private final PlanMaker planMaker;
  private final FanoutService fanout;
  private final AuditService audit;
  private final InstantSource clock;

  RequestService(
      RequestStore requests,
      Transitions transitions,
      Resolution resolution,
      Notes notes,
      PlanMaker planMaker,
      FanoutService fanout,
      AuditService audit,
      InstantSource clock) {
    this.requests = requests;
    this.transitions = transitions;
    this.resolution = resolution;
    this.notes = notes;
    this.planMaker = planMaker;
    this.fanout = fanout;
    this.audit = audit;
    this.clock = clock;
  }

  StoredRequest get(String id) {
    return requests.find(id).orElseThrow(RequestProblems::notFound);
  }

  /**
   * Reads a request for a change: held until the transaction ends, and in the version the caller
   * saw.
   */
  StoredRequest locked(String id, @Nullable String ifMatch) {
    StoredRequest request = requests.lock(id).orElseThrow(RequestProblems::notFound);
    RequestProblems.requireVersion(ifMatch, request.version());
    return request;
  }

  void verify(
      String id,
      @Nullable String ifMatch,
      Degree degree,
      String method,
      List<Evidence> evidence,
      String by) {
    VerificationRules.missing(get(id).regime(), degree, evidence)
        .ifPresent(missing -> {
          throw new ProblemException(
              ProblemType.VERIFICATION_TOO_WEAK,
              "The degree " + degree.word() + " needs " + missing + ".",
              Map.of("field", "evidence"));
        });
    QuarkusTransaction.requiringNew()
        .run(() -> {
          StoredRequest request = locked(id, ifMatch);
          Transitions.Applied applied =
              transitions.apply(
                  request,
                  new RequestCommand.RecordVerification(degree),
                  by,
                  Map.of("evidence", evidence.size()));
          requests.verified(
              id, new StoredRequest.Verification(degree, method, evidence, by, applied.at()));
        });
    resolveIfPossible(id);
  }

  private void resolveIfPossible(String id) {
    try {
      resolution.resolve(id);
    } catch (ProblemException e) {
      throw e;
    } catch (RuntimeException e) {
      // The verification stands; the sweep resolves the request as soon as the part that failed is
      // back.
      LOG.warnf("A request cannot be resolved now: %s", e.getClass().getName());
    }
  }

  void choose(String id, @Nullable String ifMatch, String customer, String by) {
    StoredRequest seen = get(id);
    if (!seen.subject().candidates().contains(customer)) {
      throw ProblemException.invalidField(
          "customer", "Choose one of the customers that answer to the identifiers.");
    }
    int profiles = planMaker.profiles(customer).size();
    QuarkusTransaction.requiringNew()
        .run(() -> {
          StoredRequest request = locked(id, ifMatch);
          Transitions.Applied applied =
              transitions.apply(request, new RequestCommand.ChooseSubject(), by);
          requests.matched(id, customer, List.of(), profiles, applied.at());
        });
  }

  void sendBack(String id, @Nullable String ifMatch, String reason, String by) {
    byte @Nullable [] note = notes.seal(get(id).subject().caseKey(), reason);
    QuarkusTransaction.requiringNew()
        .run(() -> {
          StoredRequest request = locked(id, ifMatch);
          Transitions.Applied applied =
              transitions.apply(request, new RequestCommand.ReturnPlan(by), by);
          requests.returned(id);
          notes.attach(id, applied.logSeq(), note);
        });
  }

  void deny(String id, @Nullable String ifMatch, String code, String reason, String by) {
    byte @Nullable [] note = notes.seal(get(id).subject().caseKey(), reason);
    QuarkusTransaction.requiringNew()
        .run(() -> {
          StoredRequest request = locked(id, ifMatch);
          Transitions.Applied applied =
              transitions.apply(request, new RequestCommand.Deny(code), by);
          notes.attach(id, applied.logSeq(), note);
        });
    fanout.wake();
  }

  void withdraw(String id, @Nullable String ifMatch, String reason, String by) {
    byte @Nullable [] note = notes.seal(get(id).subject().caseKey(), reason);
    QuarkusTransaction.requiringNew()
        .run(() -> {
          // The execution first, as the engine does: so neither waits for the other.
          fanout.hold(id);
          StoredRequest request = locked(id, ifMatch);
          Transitions.Applied applied =
              transitions.apply(request, new RequestCommand.Withdraw(), by);
          notes.attach(id, applied.logSeq(), note);
          fanout.withdraw(id);
        });
    fanout.wake();
  }

  void retry(String id, String step, String reason, String by) {
    StoredRequest seen = get(id);
    byte @Nullable [] note = notes.seal(seen.subject().caseKey(), reason);
    QuarkusTransaction.requiringNew()
        .run(() -> {
          fanout.hold(id);
          StoredRequest request = locked(id, null);
          requireKnown(id, step);
          if (request.state().closed() || !fanout.retry(id, step)) {
            throw new ProblemException(
                ProblemType.WRONG_STATE, "Only a step that waits for a person can be retried.");
          }
          requests.touch(id, clock.instant());
          long seq = audit.append(new AuditEvent("step.retried", by, id, Map.of("step", step)));
          notes.attach(id, seq, note);
        });
    fanout.wake();
  }

  private void requireKnown(String id, String step) {
    Optional<String> known =
        fanout.steps(id).stream().map(s -> s.id()).filter(step::equals).findFirst();
    if (known.isEmpty()) {
      throw RequestProblems.nothing("such step");
    }
  }
}
