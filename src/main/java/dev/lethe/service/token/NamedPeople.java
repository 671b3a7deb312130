package dev.lethe.service.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.piicatalog.DatasetPolicy.NamedSubject;
import dev.lethe.service.identity.IdentityService.ProfileRef;
import dev.lethe.service.token.People.Person;
import dev.lethe.service.vault.SuppressionService;
import dev.lethe.service.vault.VaultService;
import dev.lethe.service.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The keys of people named by source and key; nobody erased is let in. Whom it found last it keeps,
 * under fingerprints of their names. What it keeps holds as long as nobody at all was suppressed
 * and no key was frozen or shredded since: then nobody of them was erased, and no profile was made
 * anew.
 */
@ApplicationScoped
class NamedPeople {
  private static final String DOMAIN = "tokens.named";
  // A profile whose key was shredded a moment before it was found is deleted a moment later.
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final ErasedPeople erased;
  private final People people;
  private final ProfileKeys profileKeys;
  private final SuppressionService suppression;
  private final VaultService vault;
  private final Cache<ByteBuffer, Seen> seen;

  NamedPeople(
      ErasedPeople erased,
      People people,
      ProfileKeys profileKeys,
      SuppressionService suppression,
      VaultService vault,
      @ConfigProperty(name = "lethe.tokens.known-profiles", defaultValue = "1000000") long most) {
    this.erased = erased;
    this.people = people;
    this.profileKeys = profileKeys;
    this.suppression = suppression;
    this.vault = vault;
    this.seen = Caffeine.newBuilder().maximumSize(most).expireAfterWrite(LONGEST).build();
  }

  /** How far this process knew suppressions and changes of keys. */
  private record Moment(long suppressions, long keyChanges) {}

  private record Seen(ProfileId profile, Moment moment) {}

  /** A person's present key, or why there is none. */
  sealed interface Owner {
    record Of(KeyId key) implements Owner {}

    record Nobody(Problem problem) implements Owner {}
  }

  /** What is known of the people of a call. */
  static final class Found {
    private final Map<NamedSubject, Owner> owners = new HashMap<>();
    private final Moment moment;

    private Found(Moment moment) {
      this.moment = moment;
    }

    Owner of(NamedSubject subject) {
      return owners.getOrDefault(subject, new Owner.Nobody(Problems.ERASED));
    }
  }

  /** Finds people; unseen ones are created in bulk. */
  Found find(Collection<NamedSubject> named) {
    var found = new Found(new Moment(suppression.version(), vault.keyChanges()));
    var subjects = named.stream().distinct().toList();
    var prints = fingerprints(subjects);
    lookUp(subjects, prints, recall(subjects, prints, found), found);
    return found;
  }

  /** Takes whom it has seen; returns the places of the others. */
  private List<Integer> recall(List<NamedSubject> subjects, List<ByteBuffer> prints, Found found) {
    var places = new ArrayList<Integer>();
    var profiles = new ArrayList<ProfileId>();
    var others = new ArrayList<Integer>();
    for (int i = 0; i < prints.size(); i++) {
      var known = seen.getIfPresent(prints.get(i));
      if (known == null || !known.moment().equals(found.moment)) {
        others.add(i);
      } else {
        places.add(i);
        profiles.add(known.profile());
      }
    }
    var keys = profileKeys.of(profiles);
    for (int n = 0; n < keys.size(); n++) {
      var key = keys.get(n);
      if (key == null) {
        others.add(places.get(n));
      } else {
        found.owners.put(subjects.get(places.get(n)), new Owner.Of(key));
      }
    }
    return others;
  }

  private void lookUp(
      List<NamedSubject> subjects, List<ByteBuffer> prints, List<Integer> places, Found found) {
    if (places.isEmpty()) {
      return;
    }
    var suppressed = suppressed(places.stream().map(subjects::get).toList());
    var admitted = places.stream().map(subjects::get).filter(s -> !suppressed.contains(s)).toList();
    var known = people.of(admitted);
    for (int place : places) {
      switch (known.get(subjects.get(place))) {
        case Person.Known(ProfileRef profile) -> {
          found.owners.put(subjects.get(place), new Owner.Of(profile.key()));
          seen.put(prints.get(place), new Seen(profile.id(), found.moment));
        }
        case Person.Refused(Problem problem) ->
            found.owners.put(subjects.get(place), new Owner.Nobody(problem));
        case Person.Erased _ -> seen.invalidate(prints.get(place));
        case null -> seen.invalidate(prints.get(place));
      }
    }
  }

  /**
   * Who of a call's people was suppressed since they were found; call it before a result goes out.
   */
  Set<NamedSubject> erasedSince(Found found) {
    return suppression.version() == found.moment.suppressions()
        ? Set.of()
        : suppressed(List.copyOf(found.owners.keySet()));
  }

  private Set<NamedSubject> suppressed(List<NamedSubject> subjects) {
    var question =
        erased.among(subjects.stream().map(s -> new ErasedPeople.Asked(s, List.of())).toList());
    var suppressed = new HashSet<NamedSubject>();
    for (int i = 0; i < subjects.size(); i++) {
      if (question.erased(i)) {
        suppressed.add(subjects.get(i));
      }
    }
    return suppressed;
  }

  private List<ByteBuffer> fingerprints(List<NamedSubject> subjects) {
    // With its length the source's name ends where it ends, so no two subjects make one text.
    var texts =
        subjects.stream().map(s -> s.source().length() + ":" + s.source() + s.key()).toList();
    return vault.blindIndex(DOMAIN, texts).stream().map(ByteBuffer::wrap).toList();
  }
}
