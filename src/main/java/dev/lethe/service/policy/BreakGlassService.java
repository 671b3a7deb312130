package dev.lethe.service.policy;

import dev.lethe.service.policy.BreakGlass.State;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.web.Page;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rights beyond the token policy: asked for, confirmed and ended; the log knows of each step. */
@ApplicationScoped
class BreakGlassService {
  private final BreakGlassStore store;
  private final PolicyInForce inForce;
  private final AuditService audit;
  private final SecureRandom random;
  private final InstantSource clock;

  BreakGlassService(
      BreakGlassStore store,
      PolicyInForce inForce,
      AuditService audit,
      SecureRandom random,
      InstantSource clock) {
    this.store = store;
    this.inForce = inForce;
    this.audit = audit;
    this.random = random;
    this.clock = clock;
  }

  /** What somebody asks for; nothing of it checked against the policy. */
  record Wish(List<String> fields, String purpose, String reason, int hours) {}

  @Transactional
  BreakGlass.View ask(String person, Wish wish) {
    var policy = inForce.current().policy();
    if (!policy.purposes().contains(wish.purpose())) {
      throw TokenPolicyService.notDeclared(policy);
    }
    long most = policy.breakGlass().longest().toHours();
    if (wish.hours() < 1 || wish.hours() > most) {
      throw ProblemException.invalidField("hours", "The token policy allows 1 to " + most + ".");
    }
    var id = Ids.BREAK_GLASS.random(random);
    store.add(
        id, person, wish.fields(), wish.purpose(), wish.reason(), wish.hours(), clock.instant());
    var right = find(id);
    log("tokens.break_glass_asked", person, right);
    return view(right);
  }

  /** Gives what somebody else asked for; it begins now. */
  @Transactional
  BreakGlass.View confirm(UUID id, String person) {
    var right = store.lock(id).orElseThrow(Ids::nothing);
    if (right.caller().equals(person)) {
      throw new ProblemException(
          ProblemType.FOUR_EYES, "You cannot confirm this: you asked for it. Ask a second person.");
    }
    var now = clock.instant();
    if (right.state(now) == State.ACTIVE && person.equals(right.confirmedBy())) {
      return view(right);
    }
    if (right.state(now) != State.ASKED) {
      throw wrongState(right, now);
    }
    store.confirm(id, person, now, now.plus(length(right)));
    var confirmed = find(id);
    log("tokens.break_glass_confirmed", person, confirmed);
    return view(confirmed);
  }

  /** As long as was asked for, but no longer than the policy of this moment allows. */
  private Duration length(BreakGlass right) {
    var asked = Duration.ofHours(right.hours());
    var longest = inForce.current().policy().breakGlass().longest();
    return asked.compareTo(longest) < 0 ? asked : longest;
  }

  /**
   * Ends a right before its time, or before it was confirmed.
   *
   * @param mayEndOthers whether the person may end a right that is not their own
   */
  @Transactional
  BreakGlass.View end(UUID id, String person, boolean mayEndOthers) {
    var right = store.lock(id).orElseThrow(Ids::nothing);
    if (!right.caller().equals(person) && !mayEndOthers) {
      throw new ProblemException(
          ProblemType.NOT_ALLOWED, "You may end only what you have asked for yourself.");
    }
    var now = clock.instant();
    if (right.state(now) == State.ENDED && person.equals(right.endedBy())) {
      return view(right);
    }
    if (right.state(now) != State.ASKED && right.state(now) != State.ACTIVE) {
      throw wrongState(right, now);
    }
    store.end(id, person, now);
    var ended = find(id);
    log("tokens.break_glass_ended", person, ended);
    return view(ended);
  }

  BreakGlass.View show(UUID id) {
    return view(find(id));
  }

  Page<BreakGlass.View> page(boolean waiting, @Nullable String after, int limit) {
    return Page.newestFirst(after, limit, waiting ? this::waiting : store::before, BreakGlass::seq)
        .map(this::view);
  }

  private List<BreakGlass> waiting(long before, int most) {
    return store.waiting(before, clock.instant().minus(BreakGlass.LONGEST_WAIT), most);
  }

  private BreakGlass find(UUID id) {
    return store.find(id).orElseThrow(Ids::nothing);
  }

  private BreakGlass.View view(BreakGlass right) {
    return BreakGlass.View.of(right, clock.instant());
  }

  private static ProblemException wrongState(BreakGlass right, Instant now) {
    return new ProblemException(
        ProblemType.WRONG_STATE,
        "This right is " + right.state(now).name().toLowerCase(java.util.Locale.ROOT) + ".");
  }

  private void log(String what, String person, BreakGlass right) {
    audit.append(
        new AuditEvent(
            what,
            person,
            Map.of(
                "break_glass", right.name(),
                "caller", right.caller(),
                "fields", right.fields(),
                "purpose", right.purpose(),
                "reason", right.reason(),
                "hours", right.hours())));
  }
}
