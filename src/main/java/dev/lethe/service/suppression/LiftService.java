package dev.lethe.service.suppression;

import dev.lethe.piicatalog.DatasetPolicy;
import dev.lethe.service.fanout.RunningErasures;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.identity.SubjectIdentifier;
import dev.lethe.service.proof.AuditEvent;
import dev.lethe.service.proof.AuditService;
import dev.lethe.service.suppression.LiftResource.LiftView;
import dev.lethe.service.vault.SuppressionService;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lifts suppressions. The log knows of it before anybody's data can come in. */
@ApplicationScoped
class LiftService {
  private final SuppressionService suppression;
  private final IdentityService identity;
  private final RunningErasures erasures;
  private final AuditService audit;

  LiftService(
      SuppressionService suppression,
      IdentityService identity,
      RunningErasures erasures,
      AuditService audit) {
    this.suppression = suppression;
    this.identity = identity;
    this.erasures = erasures;
    this.audit = audit;
  }

  /** A source's name for somebody. */
  record Subject(String source, String key) {
    @Override
    public String toString() {
      return "Subject[" + source + "]";
    }
  }

  /** An identifier as it was sent. */
  record Identifier(String kind, String value) {
    @Override
    public String toString() {
      return "Identifier[" + kind + "]";
    }
  }

  /** What may come in again. */
  record Lift(List<Subject> subjects, List<Identifier> identifiers) {}

  LiftView lift(Lift lift, String ground, String reference, String reason, String actor) {
    var values = values(lift);
    requireNone(erasures.aboutToSuppress(values));
    // Only what these requests suppress is lifted: an erasure that begins now comes after.
    var requests = suppression.requests(values);
    requireNone(erasures.among(requests));
    int asked = values.values().stream().mapToInt(Set::size).sum();
    audit.append(
        new AuditEvent(
            "suppression.lifted",
            actor,
            Map.of(
                "ground", ground,
                "reference", reference,
                "reason", reason,
                "subjects", lift.subjects().size(),
                "identifiers", lift.identifiers().size())));
    int lifted = suppression.lift(values, requests);
    return new LiftView(lifted, asked - lifted);
  }

  private static void requireNone(List<String> running) {
    if (!running.isEmpty()) {
      throw new ProblemException(
          ProblemType.ERASURE_UNDER_WAY,
          "Lift it when the erasure has ended; it would undo this, or this would undo it.",
          Map.of("requests", running));
    }
  }

  private Map<String, Set<String>> values(Lift lift) {
    var values = new LinkedHashMap<String, Set<String>>();
    for (var subject : lift.subjects()) {
      add(values, SuppressionService.sourceKeys(subject.source()), subject.key());
    }
    for (var sent : lift.identifiers()) {
      for (var one : normalised(sent)) {
        add(values, one.kind(), one.value());
      }
    }
    return values;
  }

  private static void add(Map<String, Set<String>> values, String domain, String value) {
    values.computeIfAbsent(domain, d -> new LinkedHashSet<>()).add(value);
  }

  private List<SubjectIdentifier> normalised(Identifier sent) {
    if (!DatasetPolicy.IDENTIFIER_KINDS.contains(sent.kind())) {
      throw ProblemException.invalidField(
          "identifiers.kind", "There is no identifier of this kind.");
    }
    var normalised = identity.normalise(List.of(new SubjectIdentifier(sent.kind(), sent.value())));
    if (normalised.isEmpty()) {
      throw ProblemException.invalidField(
          "identifiers.value", "A value has not the form of its kind.");
    }
    return normalised;
  }
}
