package dev.lethe.service.identity;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
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

  private final SourceProfiles bySource;
  private final ProfileResolver resolver;
  private final ProfileStore profiles;
  private final ProfileSeal seal;
  private final SubjectFinder finder;
  private final CustomerShow show;
  private final ErasureScopes scopes;
  private final OwnIdentifiers own;

  IdentityService(
      SourceProfiles bySource,
      ProfileResolver resolver,
      ProfileStore profiles,
      ProfileSeal seal,
      SubjectFinder finder,
      CustomerShow show,
      ErasureScopes scopes,
      OwnIdentifiers own) {
    this.bySource = bySource;
    this.resolver = resolver;
    this.profiles = profiles;
    this.seal = seal;
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
    return bySource.ensure(keys);
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
    var all = new LinkedHashSet<SubjectIdentifier>();
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

  static List<SubjectIdentifier> identifiersOf(Attributes profile) {
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
