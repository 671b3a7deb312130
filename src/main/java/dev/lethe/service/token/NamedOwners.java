package dev.lethe.service.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.piicatalog.DatasetPolicy.NamedSubject;
import dev.lethe.service.token.NamedPeople.Owner;
import dev.lethe.service.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The items of a call that name their person by source and key; nobody erased is let in. */
final class NamedOwners<T> {
  private final NamedPeople people;
  private final List<NamedSubject> subjects = new ArrayList<>();
  private final List<T> items = new ArrayList<>();
  private NamedPeople.@Nullable Found known;

  NamedOwners(NamedPeople people) {
    this.people = people;
  }

  void add(NamedSubject subject, T item) {
    subjects.add(subject);
    items.add(item);
  }

  /** Gives each item its person's key, or its problem; unseen people are created in bulk. */
  void find(BiConsumer<T, KeyId> found, BiConsumer<T, Problem> not) {
    if (items.isEmpty()) {
      return;
    }
    var answer = people.find(subjects);
    for (int i = 0; i < items.size(); i++) {
      switch (answer.of(subjects.get(i))) {
        case Owner.Of(KeyId key) -> found.accept(items.get(i), key);
        case Owner.Nobody(Problem problem) -> not.accept(items.get(i), problem);
      }
    }
    known = answer;
  }

  /** Takes back what was made for somebody who was erased meanwhile. */
  void confirm(BiConsumer<T, Problem> not) {
    if (known == null) {
      return;
    }
    var erased = people.erasedSince(known);
    for (int i = 0; i < items.size() && !erased.isEmpty(); i++) {
      if (erased.contains(subjects.get(i))) {
        not.accept(items.get(i), Problems.ERASED);
      }
    }
  }
}
