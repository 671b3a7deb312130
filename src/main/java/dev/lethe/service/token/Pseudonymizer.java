package dev.lethe.service.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.cryptovault.token.Suite;
import dev.lethe.cryptovault.token.TokenV1;
import dev.lethe.piicatalog.DatasetPolicy.NamedSubject;
import dev.lethe.piicatalog.FieldRule;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.identity.IdentityService.ProfileRef;
import dev.lethe.service.vault.KeyState;
import dev.lethe.service.vault.SuppressionService;
import dev.lethe.service.vault.TokenMade;
import dev.lethe.service.vault.TokenOrder;
import dev.lethe.service.vault.VaultService;
import dev.lethe.service.web.Problem;
import dev.lethe.service.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes people out of a batch of events: who they are becomes a profile pseudonym, identifying
 * values become tokens under that profile's key. Nothing is made for suppressed or erased people.
 */
@ApplicationScoped
class Pseudonymizer {
  private static final Person SUPPRESSED = new Person.Settled(new Result.Suppressed());

  private final IdentityService identity;
  private final SuppressionService suppression;
  private final VaultService vault;

  Pseudonymizer(IdentityService identity, SuppressionService suppression, VaultService vault) {
    this.identity = identity;
    this.suppression = suppression;
    this.vault = vault;
  }

  /** What an event becomes. */
  sealed interface Result {
    /** Its person under a pseudonym; the tokens by path of the field. */
    record Pseudonymised(ProfileRef profile, Map<String, String> tokens) implements Result {}

    /** Its person has been erased. */
    record Suppressed() implements Result {}

    /** Its person cannot be given a profile. */
    record Refused(Problem problem) implements Result {}
  }

  /**
   * The person of an event: a usable profile, or the result that all events of that person have.
   */
  private sealed interface Person {
    record Known(ProfileRef profile) implements Person {}

    record Settled(Result result) implements Person {}
  }

  /** The results in the order of the events; unseen people get their profiles here, in bulk. */
  List<Result> work(EventShape shape, List<Event> events) {
    var people = people(events.stream().map(Event::subject).collect(Collectors.toSet()));
    var orders = new ArrayList<TokenOrder>();
    for (var event : events) {
      if (people.get(event.subject()) instanceof Person.Known(ProfileRef profile)) {
        order(shape, event, profile, orders);
      }
    }
    var made = vault.tokens(orders).iterator();
    var results = new ArrayList<Result>(events.size());
    for (var event : events) {
      results.add(
          switch (people.getOrDefault(event.subject(), SUPPRESSED)) {
            case Person.Known(ProfileRef profile) -> result(shape, event, profile, made);
            case Person.Settled(Result result) -> result;
          });
    }
    return results;
  }

  private Map<NamedSubject, Person> people(Set<NamedSubject> subjects) {
    var people = new HashMap<NamedSubject, Person>();
    var admitted = admitted(subjects);
    var known = new ArrayList<NamedSubject>();
    var profiles = new ArrayList<ProfileRef>();
    ensure(admitted, people)
        .forEach((subject, profile) -> {
          known.add(subject);
          profiles.add(profile);
        });
    var states = vault.states(profiles.stream().map(ProfileRef::key).toList());
    for (int i = 0; i < known.size(); i++) {
      if (states.get(i) == KeyState.ACTIVE) {
        people.put(known.get(i), new Person.Known(profiles.get(i)));
      }
    }
    return people;
  }

  /** Asks for all at once, and one by one where that fails, so that one bad subject fails alone. */
  private Map<NamedSubject, ProfileRef> ensure(
      List<NamedSubject> subjects, Map<NamedSubject, Person> people) {
    try {
      return ensure(subjects);
    } catch (ProblemException e) {
      var profiles = new HashMap<NamedSubject, ProfileRef>();
      for (var subject : subjects) {
        try {
          profiles.putAll(ensure(List.of(subject)));
        } catch (ProblemException alone) {
          people.put(subject, new Person.Settled(new Result.Refused(alone.problem())));
        }
      }
      return profiles;
    }
  }

  private Map<NamedSubject, ProfileRef> ensure(List<NamedSubject> subjects) {
    var refs =
        identity.ensureProfiles(
            subjects.stream()
                .map(s -> new IdentityService.SourceKey(s.source(), s.key()))
                .toList());
    var profiles = new HashMap<NamedSubject, ProfileRef>();
    for (int i = 0; i < refs.size(); i++) {
      profiles.put(subjects.get(i), refs.get(i));
    }
    return profiles;
  }

  private List<NamedSubject> admitted(Collection<NamedSubject> subjects) {
    var bySource = new LinkedHashMap<String, Set<String>>();
    for (var subject : subjects) {
      bySource
          .computeIfAbsent(subject.source(), source -> new LinkedHashSet<>())
          .add(subject.key());
    }
    var admitted = new ArrayList<NamedSubject>();
    bySource.forEach((source, set) -> {
      var keys = List.copyOf(set);
      var out = suppression.suppressed(SuppressionService.sourceKeys(source), keys);
      for (int i = 0; i < keys.size(); i++) {
        if (!out.get(i)) {
          admitted.add(new NamedSubject(source, keys.get(i)));
        }
      }
    });
    return admitted;
  }

  private static void order(
      EventShape shape, Event event, ProfileRef profile, List<TokenOrder> orders) {
    for (var column : shape.columns()) {
      var value = event.fields().get(column.path());
      if (value != null && column.rule() instanceof FieldRule.Tokenize rule) {
        orders.add(
            new TokenOrder(
                Suite.numbered(rule.suite().number()),
                profile.key(),
                rule.fieldClass(),
                value.asText().getBytes(UTF_8)));
      }
    }
  }

  /** Takes as many tokens as {@link #order} ordered; a key may have been destroyed in between. */
  private static Result result(
      EventShape shape, Event event, ProfileRef profile, Iterator<TokenMade> made) {
    var tokens = new HashMap<String, String>();
    boolean whole = true;
    for (var column : shape.columns()) {
      if (event.fields().containsKey(column.path())
          && column.rule() instanceof FieldRule.Tokenize) {
        if (made.next() instanceof TokenMade.Token(byte[] bytes)) {
          tokens.put(column.path(), TokenV1.toText(bytes));
        } else {
          whole = false;
        }
      }
    }
    return whole ? new Result.Pseudonymised(profile, tokens) : new Result.Suppressed();
  }
}
