package dev.lethe.service.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.piicatalog.DatasetPolicy.NamedSubject;
import dev.lethe.service.identity.IdentityService.ProfileRef;
import dev.lethe.service.token.People.Person;
import dev.lethe.service.vault.CipherBatch;
import dev.lethe.service.vault.FormService;
import dev.lethe.service.vault.KeyState;
import dev.lethe.service.vault.VaultService;
import dev.lethe.service.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes people out of a batch of events: who they are becomes a profile pseudonym, identifying
 * values become tokens under that profile's key. Nothing is made for suppressed or erased people.
 */
@ApplicationScoped
class Pseudonymizer {
  private final ErasedPeople erased;
  private final People people;
  private final VaultService vault;
  private final FormService forms;

  Pseudonymizer(ErasedPeople erased, People people, VaultService vault, FormService forms) {
    this.erased = erased;
    this.people = people;
    this.vault = vault;
    this.forms = forms;
  }

  /** What an event becomes. */
  sealed interface Result {
    /**
     * Its person under a pseudonym.
     *
     * @param firstToken the first of its tokens in the batch
     */
    record Pseudonymised(ProfileRef profile, int firstToken) implements Result {}

    /** Its person has been erased, or is about to be. */
    record Suppressed() implements Result {}

    /** Its person cannot be given a profile. */
    record Refused(Problem problem) implements Result {}
  }

  /** What became of a batch. Closing it wipes the tokens. */
  record Results(List<Result> all, CipherBatch tokens, EventForms formed) implements AutoCloseable {
    @Override
    public void close() {
      tokens.close();
    }
  }

  /** The results in the order of the events; unseen people get their profiles here, in bulk. */
  Results work(List<Event> events, EventValues values) {
    var question =
        erased.among(
            events.stream()
                .map(event -> new ErasedPeople.Asked(event.subject(), event.identifiers()))
                .toList());
    var admitted = new LinkedHashSet<NamedSubject>();
    for (int i = 0; i < events.size(); i++) {
      if (!question.erased(i)) {
        admitted.add(events.get(i).subject());
      }
    }
    var known = people.of(admitted);
    var batch = new CipherBatch();
    var formed = new EventForms();
    try {
      var results = new ArrayList<Result>(events.size());
      for (int i = 0; i < events.size(); i++) {
        var event = events.get(i);
        results.add(
            question.erased(i)
                ? new Result.Suppressed()
                : ordered(
                    event,
                    known.getOrDefault(event.subject(), new Person.Erased()),
                    values,
                    batch,
                    formed));
      }
      formed.make(forms);
      vault.seal(batch);
      settle(events, results, batch, formed);
      question.confirm();
      for (int i = 0; i < results.size(); i++) {
        if (question.erased(i)) {
          results.set(i, new Result.Suppressed());
        }
      }
      return new Results(results, batch, formed);
    } catch (RuntimeException e) {
      batch.close();
      throw e;
    }
  }

  private static Result ordered(
      Event event, Person person, EventValues values, CipherBatch batch, EventForms formed) {
    return switch (person) {
      case Person.Erased _ -> new Result.Suppressed();
      case Person.Refused(Problem problem) -> new Result.Refused(problem);
      case Person.Known(ProfileRef profile) -> {
        int first = batch.size();
        for (int n = 0; n < event.values(); n++) {
          values.addTo(batch, formed, profile.key(), event.firstValue() + n);
        }
        yield new Result.Pseudonymised(profile, first);
      }
    };
  }

  /** Takes back the results of people whose key cannot be used, or who have values of no form. */
  private void settle(
      List<Event> events, List<Result> results, CipherBatch batch, EventForms formed) {
    var states = statesWithoutValues(events, results);
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof Result.Pseudonymised(ProfileRef profile, int first)) {
        int values = events.get(i).values();
        var problem = formed.problem(first, values);
        if (formed.isRefused(first, values)
            || !usable(values, first, batch, states.get(profile.key()))) {
          results.set(i, new Result.Suppressed());
        } else if (problem != null) {
          results.set(i, new Result.Refused(problem));
        }
      }
    }
  }

  private static boolean usable(
      int values, int first, CipherBatch batch, @Nullable KeyState state) {
    for (int n = 0; n < values; n++) {
      if (batch.outcome(first + n) != CipherBatch.Outcome.DONE) {
        return false;
      }
    }
    return values > 0 || state == KeyState.ACTIVE;
  }

  /**
   * Where an event has nothing to seal, sealing does not tell whether its person is still there.
   */
  private Map<KeyId, KeyState> statesWithoutValues(List<Event> events, List<Result> results) {
    var keys = new LinkedHashSet<KeyId>();
    for (int i = 0; i < results.size(); i++) {
      if (events.get(i).values() == 0
          && results.get(i) instanceof Result.Pseudonymised(ProfileRef profile, int _)) {
        keys.add(profile.key());
      }
    }
    var list = List.copyOf(keys);
    var found = list.isEmpty() ? List.<KeyState>of() : vault.states(list);
    var states = new HashMap<KeyId, KeyState>();
    for (int i = 0; i < list.size(); i++) {
      states.put(list.get(i), found.get(i));
    }
    return states;
  }
}
