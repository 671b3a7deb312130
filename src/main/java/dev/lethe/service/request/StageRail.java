package dev.lethe.service.request;

import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.request.RequestViews.StageView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The eight stops of a request, as its screen shows them. */
final class StageRail {
  private StageRail() {}

  private record Stop(String name, @Nullable Instant at, @Nullable String by) {}

  static List<StageView> of(StoredRequest request) {
    List<StageView> views = new ArrayList<>();
    boolean closed = request.state().closed();
    boolean before = true;
    for (Stop stop : stops(request)) {
      String state = "done";
      if (stop.at() == null) {
        state = closed ? "skipped" : before ? "current" : "todo";
        before = false;
      }
      views.add(new StageView(stop.name(), state, stop.at(), stop.at() == null ? null : stop.by()));
    }
    return views;
  }

  private static List<Stop> stops(StoredRequest request) {
    StoredRequest.Times times = request.times();
    StoredRequest.People people = request.people();
    StoredRequest.@Nullable Verification verification = request.verification();
    if (verification != null && !verification.degree().reaches(request.asCase().required())) {
      verification = null;
    }
    return List.of(
        new Stop("received", times.received(), people.creator()),
        new Stop(
            "verified",
            verification == null ? null : verification.at(),
            verification == null ? null : verification.by()),
        new Stop("resolved", times.resolved(), AuditEvent.SYSTEM),
        new Stop("planned", times.planned(), people.planner()),
        new Stop("approved", times.approved(), people.approver()),
        new Stop("running", times.running(), AuditEvent.SYSTEM),
        new Stop("checked", times.checked(), AuditEvent.SYSTEM),
        new Stop("answered", times.closed(), AuditEvent.SYSTEM));
  }
}
