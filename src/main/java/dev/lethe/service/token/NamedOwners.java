package dev.lethe.service.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.piicatalog.DatasetPolicy.NamedSubject;
import dev.lethe.service.identity.IdentityService.ProfileRef;
import dev.lethe.service.token.People.Person;
import dev.lethe.service.web.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The items of a call that name their person by source and key; nobody erased is let in. */
final class NamedOwners<T> {
  private final List<NamedSubject> subjects = new ArrayList<>();
  private final List<T> items = new ArrayList<>();
  private ErasedPeople.@Nullable Question question;

  void add(NamedSubject subject, T item) {
    subjects.add(subject);
    items.add(item);
  }

  /** Gives each item its person's key, or its problem; unseen people are created in bulk. */
  void find(
      ErasedPeople erased, People people, BiConsumer<T, KeyId> found, BiConsumer<T, Problem> not) {
    if (items.isEmpty()) {
      return;
    }
    var asked =
        erased.among(subjects.stream().map(s -> new ErasedPeople.Asked(s, List.of())).toList());
    var admitted = new LinkedHashSet<NamedSubject>();
    for (int i = 0; i < subjects.size(); i++) {
      if (!asked.erased(i)) {
        admitted.add(subjects.get(i));
      }
    }
    var known = people.of(admitted);
    for (int i = 0; i < items.size(); i++) {
      switch (known.getOrDefault(subjects.get(i), new Person.Erased())) {
        case Person.Known(ProfileRef profile) -> found.accept(items.get(i), profile.key());
        case Person.Erased _ -> not.accept(items.get(i), Problems.ERASED);
        case Person.Refused(Problem problem) -> not.accept(items.get(i), problem);
      }
    }
    question = asked;
  }

  /** Takes back what was made for somebody who was erased meanwhile. */
  void confirm(BiConsumer<T, Problem> not) {
    if (question == null) {
      return;
    }
    question.confirm();
    for (int i = 0; i < items.size(); i++) {
      if (question.erased(i)) {
        not.accept(items.get(i), Problems.ERASED);
      }
    }
  }
}
