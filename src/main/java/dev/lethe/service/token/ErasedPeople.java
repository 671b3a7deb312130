package dev.lethe.service.token;

import dev.lethe.piicatalog.DatasetPolicy.NamedSubject;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.identity.SubjectIdentifier;
import dev.lethe.service.vault.SuppressionService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who was erased: known again by the name that the source has for them, or by any other identifier.
 */
@ApplicationScoped
class ErasedPeople {
  private final SuppressionService suppression;
  private final IdentityService identity;

  ErasedPeople(SuppressionService suppression, IdentityService identity) {
    this.suppression = suppression;
    this.identity = identity;
  }

  /**
   * Somebody that a batch names.
   *
   * @param identifiers further ones of the same person, as they were sent
   */
  record Asked(NamedSubject subject, List<SubjectIdentifier> identifiers) {
    @Override
    public String toString() {
      return "Asked[" + subject.source() + "]";
    }
  }

  /** What is asked about a batch. */
  final class Question {
    private final int size;
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final Map<String, List<Integer>> askedOf = new HashMap<>();
    private final Map<SubjectIdentifier, List<SubjectIdentifier>> normalised = new HashMap<>();
    private long version;
    private BitSet erased = new BitSet();

    private Question(List<Asked> people) {
      this.size = people.size();
      for (int i = 0; i < size; i++) {
        var subject = people.get(i).subject();
        ask(SuppressionService.sourceKeys(subject.source()), subject.key(), i);
        for (var sent : people.get(i).identifiers()) {
          for (var one : normalised.computeIfAbsent(sent, s -> identity.normalise(List.of(s)))) {
            ask(one.kind(), one.value(), i);
          }
        }
      }
      look();
    }

    private void ask(String domain, String value, int number) {
      values.computeIfAbsent(domain, d -> new ArrayList<>()).add(value);
      askedOf.computeIfAbsent(domain, d -> new ArrayList<>()).add(number);
    }

    private void look() {
      version = suppression.version();
      var found = new BitSet(size);
      suppression
          .suppressed(values)
          .forEach((domain, answers) -> {
            var places = askedOf.getOrDefault(domain, List.of());
            for (int n = 0; n < answers.size(); n++) {
              if (answers.get(n)) {
                found.set(places.get(n));
              }
            }
          });
      erased = found;
    }

    boolean erased(int number) {
      return erased.get(number);
    }

    /** Looks again if anybody was suppressed since; call it before a result goes out. */
    void confirm() {
      if (suppression.version() != version) {
        look();
      }
    }
  }

  /** Asks about people, who are then known by their numbers in the list. */
  Question among(List<Asked> people) {
    return new Question(people);
  }
}
