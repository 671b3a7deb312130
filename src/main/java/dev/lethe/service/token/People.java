package dev.lethe.service.token;

import dev.lethe.piicatalog.DatasetPolicy.NamedSubject;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.identity.IdentityService.ProfileRef;
import dev.lethe.service.vault.VaultService;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whose profile is which, by the names that sources have for people. */
@ApplicationScoped
class People {
  private final IdentityService identity;
  private final VaultService vault;

  People(IdentityService identity, VaultService vault) {
    this.identity = identity;
    this.vault = vault;
  }

  /** Somebody that an event names. */
  sealed interface Person {
    record Known(ProfileRef profile) implements Person {}

    /** Has been erased; nothing is made for them. */
    record Erased() implements Person {}

    /** Cannot be given a profile. */
    record Refused(Problem problem) implements Person {}
  }

  /**
   * The profiles of these people, each with its present key. Unseen ones are created in bulk; where
   * that fails they are asked for one by one, so that one bad name fails alone.
   */
  Map<NamedSubject, Person> of(Collection<NamedSubject> subjects) {
    var distinct = subjects.stream().distinct().toList();
    try {
      return ensure(distinct);
    } catch (ProblemException e) {
      var people = new HashMap<NamedSubject, Person>();
      for (var subject : distinct) {
        people.putAll(alone(subject));
      }
      return people;
    }
  }

  private Map<NamedSubject, Person> alone(NamedSubject subject) {
    try {
      return ensure(List.of(subject));
    } catch (ProblemException e) {
      return Map.of(
          subject,
          e.type() == ProblemType.SUPPRESSED
              ? new Person.Erased()
              : new Person.Refused(e.problem()));
    }
  }

  private Map<NamedSubject, Person> ensure(List<NamedSubject> subjects) {
    var refs =
        identity.ensureProfiles(
            subjects.stream()
                .map(s -> new IdentityService.SourceKey(s.source(), s.key()))
                .toList());
    var present = vault.presentKeys(refs.stream().map(ProfileRef::key).toList());
    var people = new HashMap<NamedSubject, Person>();
    for (int i = 0; i < refs.size(); i++) {
      var ref = refs.get(i);
      var key = Objects.requireNonNullElse(present.get(i), ref.key());
      people.put(
          subjects.get(i),
          new Person.Known(new ProfileRef(ref.id(), ref.customer(), key, ref.source())));
    }
    return people;
  }
}
