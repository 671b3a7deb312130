package dev.lethe.service.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Who is who: the way of every other part of the service to profiles and customers. */
@ApplicationScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
public class IdentityService {
  /** So many bits between the best and the next customer leave no doubt. */
  private static final double CLEARLY = 6;

  private final ProfileIntake intake;
  private final ProfileResolver resolver;
  private final ProfileStore profiles;
  private final ProfileSeal seal;
  private final Fingerprints fingerprints;
  private final SubjectFinder finder;
  private final CustomerShow show;
  private final ErasureScopes scopes;
  private final OwnIdentifiers own;

  IdentityService(
      ProfileIntake intake,
      ProfileResolver resolver,
      ProfileStore profiles,
      ProfileSeal seal,
      Fingerprints fingerprints,
      SubjectFinder finder,
      CustomerShow show,
      ErasureScopes scopes,
      OwnIdentifiers own) {
    this.intake = intake;
    this.resolver = resolver;
    this.profiles = profiles;
    this.seal = seal;
    this.fingerprints = fingerprints;
    this.finder = finder;
    this.show = show;
    this.scopes = scopes;
    this.own = own;
  }

  /** A source's own name for one of its profiles. */
  public record SourceKey(String source, String key) {

    @Override
    public String toString() {
      return "SourceKey[" + source + "]";
    }
  }

  /** A profile without anything personal. */
  public record ProfileRef(ProfileId id, CustomerId customer, KeyId key, String source) {}

  /**
   * The profiles of these source keys, in order. Unseen ones are created, with nothing known of
   * them yet.
   */
  public List<ProfileRef> ensureProfiles(List<SourceKey> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    var distinct = List.copyOf(new java.util.LinkedHashSet<>(keys));
    var found = find(distinct);
    var missing = distinct.stream().filter(key -> !found.containsKey(key)).toList();
    if (!missing.isEmpty()) {
      create(missing);
      found.putAll(find(missing));
    }
    return keys.stream().map(key -> required(found.get(key))).toList();
  }

  /**
   * The data keys of these profiles, each the first of its family; one that is not there is left
   * out.
   */
  public Map<ProfileId, KeyId> keys(Collection<ProfileId> ids) {
    var keys = new HashMap<ProfileId, KeyId>();
    profiles.load(ids).forEach(profile -> keys.put(profile.id(), profile.key()));
    return keys;
  }

  /** The data keys of the profiles that come after this one, in the order of their ids. */
  public SortedMap<ProfileId, KeyId> keysAfter(@Nullable ProfileId after, int limit) {
    return profiles.keysAfter(after, limit);
  }

  private Map<SourceKey, ProfileRef> find(List<SourceKey> keys) {
    var known =
        profiles.find(keys.stream().map(SourceKey::source).toList(), fingerprints.sourceKeys(keys));
    var found = new HashMap<SourceKey, ProfileRef>();
    known.forEach((n, profile) -> {
      if (profile.customer() != null) {
        var key = keys.get(n);
        found.put(
            key, new ProfileRef(profile.id(), profile.customer(), profile.key(), key.source()));
      }
    });
    return found;
  }

  private void create(List<SourceKey> keys) {
    var nothing = JsonNodeFactory.instance.objectNode();
    var unresolved = unresolved(keys);
    var items =
        keys.stream()
            .filter(key -> !unresolved.containsKey(key))
            .map(key ->
                new IncomingProfile(
                    key.source(), key.key(), null, nothing, ItemReader.attributes(nothing)))
            .toList();
    var waiting = new HashSet<>(unresolved.values());
    for (var taken : intake.takeUnseen(items)) {
      if (taken.problem() != null) {
        throw taken.problem();
      }
      if (taken.profile() != null) {
        waiting.add(taken.profile());
      }
    }
    resolver.resolve(waiting);
  }

  /** Profiles that are there but were left unresolved; their attributes must not be overwritten. */
  private Map<SourceKey, ProfileId> unresolved(List<SourceKey> keys) {
    var known =
        profiles.find(keys.stream().map(SourceKey::source).toList(), fingerprints.sourceKeys(keys));
    var unresolved = new HashMap<SourceKey, ProfileId>();
    known.forEach((n, profile) -> unresolved.put(keys.get(n), profile.id()));
    return unresolved;
  }

  private static ProfileRef required(@Nullable ProfileRef found) {
    if (found == null) {
      throw new ProblemException(ProblemType.CONFLICT, "A profile was removed at the same time.");
    }
    return found;
  }

  /** Whom the identifiers point at. */
  public SubjectMatch match(List<SubjectIdentifier> identifiers) {
    var found = finder.find(identifiers);
    if (found.isEmpty()) {
      return new SubjectMatch.NoMatch();
    }
    var best = found.getFirst();
    var alone = found.size() == 1 || best.weight() - found.get(1).weight() > CLEARLY;
    return alone
        ? new SubjectMatch.One(best.id(), best.strength())
        : new SubjectMatch.Several(found.stream().map(SubjectFinder.Found::id).toList());
  }

  /** The identifiers in the one form in which values are compared and suppressed. */
  public List<SubjectIdentifier> normalise(List<SubjectIdentifier> identifiers) {
    return identifiersOf(finder.normalised(identifiers));
  }

  /** Every identifier that a customer's profiles hold, normalised, each once. */
  public List<SubjectIdentifier> identifiers(CustomerId id) {
    var all = new java.util.LinkedHashSet<SubjectIdentifier>();
    var members = show.living(id).map(row -> profiles.members(row.id())).orElse(List.of());
    seal.openComparable(
            members.stream().map(StoredProfile::key).toList(),
            members.stream().map(StoredProfile::comparable).toList())
        .forEach(opened -> opened.ifPresent(profile -> all.addAll(identifiersOf(profile))));
    return List.copyOf(all);
  }

  /**
   * The identifiers, normalised, that these profiles hold and nobody else: by them their data is
   * known again after an erasure.
   */
  public List<SubjectIdentifier> ownIdentifiers(Collection<ProfileId> ids) {
    return own.of(ids);
  }

  static List<SubjectIdentifier> identifiersOf(dev.lethe.identitygraph.Attributes profile) {
    var all = new ArrayList<SubjectIdentifier>();
    profile.emails().forEach(value -> all.add(new SubjectIdentifier("email", value)));
    profile.phones().forEach(value -> all.add(new SubjectIdentifier("phone", value)));
    profile.loyaltyIds().forEach(value -> all.add(new SubjectIdentifier("loyalty_id", value)));
    profile.deviceIds().forEach(value -> all.add(new SubjectIdentifier("device_id", value)));
    profile.cookieIds().forEach(value -> all.add(new SubjectIdentifier("cookie_id", value)));
    profile.nationalIds().forEach(value -> all.add(new SubjectIdentifier("national_id", value)));
    return all;
  }

  /** A customer with masked values; follows aliases. */
  public Optional<CustomerView> customer(CustomerId id) {
    return show.view(id);
  }

  /** A customer's profiles, by id; follows aliases. */
  public List<ProfileRef> profiles(CustomerId id) {
    var row = show.living(id);
    if (row.isEmpty()) {
      return List.of();
    }
    var living = row.get().id();
    return profiles.members(living).stream()
        .map(profile -> new ProfileRef(profile.id(), living, profile.key(), profile.source()))
        .toList();
  }

  /**
   * Which profiles of a customer a request may erase by what its verification proved, and which it
   * may not. Profiles that only a person can tell apart wait as review cases of the request.
   */
  public ErasureScope erasureScope(CustomerId id, String request, List<SubjectIdentifier> proven) {
    return scopes.of(id, request, proven);
  }

  /** Closes what a request that is over still had asked; joins the caller's transaction. */
  @Transactional
  public void endErasureReviews(String request) {
    scopes.end(request);
  }

  /** Everything that sources sent about a customer; what is destroyed or frozen is left out. */
  public List<ProfileExport> export(CustomerId id) {
    var ids = profiles(id).stream().map(ProfileRef::id).toList();
    var shown = profiles.shown(ids);
    var opened =
        seal.openSent(
            shown.stream().map(s -> s.profile().key()).toList(),
            shown.stream().map(ProfileStore.Shown::sent).toList());
    var exports = new ArrayList<ProfileExport>();
    for (int i = 0; i < shown.size(); i++) {
      var profile = shown.get(i).profile();
      opened
          .get(i)
          .ifPresent(sent ->
              exports.add(
                  new ProfileExport(
                      profile.id(), profile.source(), sent.sourceKey(), sent.attributes())));
    }
    return exports;
  }

  /**
   * Deletes profiles with everything that finds them, and settles what is left of their customers.
   * Repeating it deletes nothing more.
   */
  public int erase(Collection<ProfileId> ids) {
    return ids.isEmpty() ? 0 : resolver.erase(ids);
  }
}
