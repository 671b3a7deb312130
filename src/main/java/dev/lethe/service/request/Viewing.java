package dev.lethe.service.request;

import dev.lethe.service.fanout.FanoutService;
import dev.lethe.service.fanout.FanoutService.StepCounts;
import dev.lethe.service.fanout.StepState;
import dev.lethe.service.proof.ReceiptService;
import dev.lethe.service.request.RequestViews.CountsView;
import dev.lethe.service.request.RequestViews.RequestView;
import dev.lethe.service.request.RequestViews.SubjectView;
import dev.lethe.service.request.RequestViews.VerificationView;
import dev.lethe.service.request.clock.ClockReading;
import dev.lethe.service.request.clock.ClockRule;
import dev.lethe.service.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows requests to a caller. */
@ApplicationScoped
class Viewing {
  private static final StepCounts NONE = new StepCounts(Map.of());

  private final FanoutService fanout;
  private final ReceiptService receipts;
  private final Packages packages;
  private final InstantSource clock;

  Viewing(FanoutService fanout, ReceiptService receipts, Packages packages, InstantSource clock) {
    this.fanout = fanout;
    this.receipts = receipts;
    this.packages = packages;
    this.clock = clock;
  }

  RequestView view(StoredRequest request, Caller caller) {
    return views(List.of(request), caller).getFirst();
  }

  List<RequestView> views(List<StoredRequest> requests, Caller caller) {
    Map<String, StepCounts> counts =
        fanout.counts(requests.stream().map(StoredRequest::id).toList());
    return requests.stream()
        .map(request -> view(request, counts.getOrDefault(request.id(), NONE), caller))
        .toList();
  }

  private RequestView view(StoredRequest request, StepCounts counts, Caller caller) {
    boolean closed = request.state().closed();
    boolean receipt = closed && receipts.find(request.id()).isPresent();
    boolean hasPackage =
        closed
            && request.right() == Right.ACCESS
            && request.subject().caseKey() != null
            && packages.available(request.id());
    ClockRule rule = ClockRule.of(request.regime(), request.right());
    return new RequestView(
        request.id(),
        request.name(),
        request.right(),
        request.regime(),
        request.state().name(),
        request.times().received(),
        request.channel(),
        request.people().creator(),
        request.version(),
        ClockReading.read(
            rule,
            request.times().received(),
            request.deadlines(),
            clock.instant(),
            request.times().closed()),
        subject(request),
        verification(request),
        StageRail.of(request),
        counts(counts),
        AllowedActions.of(request, counts, receipt, hasPackage, caller),
        receipt,
        hasPackage);
  }

  private static SubjectView subject(StoredRequest request) {
    StoredRequest.Subject subject = request.subject();
    return new SubjectView(
        subject.customer(), subject.profiles(), subject.masks(), subject.candidates());
  }

  private static @Nullable VerificationView verification(StoredRequest request) {
    StoredRequest.Verification v = request.verification();
    return v == null
        ? null
        : new VerificationView(v.degree(), v.method(), v.evidence(), v.by(), v.at());
  }

  private static CountsView counts(StepCounts counts) {
    return new CountsView(
        counts.total(),
        counts.of(StepState.WAITING),
        counts.of(StepState.WORKING) + counts.of(StepState.RETRYING),
        counts.of(StepState.NEEDS_PERSON),
        counts.of(StepState.FAILED),
        counts.of(StepState.DONE),
        counts.of(StepState.VERIFIED));
  }
}
