package dev.lethe.service.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.identity.IdentityService.ProfileRef;
import dev.lethe.service.identity.IdentityService.SourceKey;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Profiles by the names that their sources gave them. */
@ApplicationScoped
class SourceProfiles {
  private final ProfileIntake intake;
  private final ProfileResolver resolver;
  private final ProfileStore profiles;
  private final Fingerprints fingerprints;

  SourceProfiles(
      ProfileIntake intake,
      ProfileResolver resolver,
      ProfileStore profiles,
      Fingerprints fingerprints) {
    this.intake = intake;
    this.resolver = resolver;
    this.profiles = profiles;
    this.fingerprints = fingerprints;
  }

  /**
   * The profiles of these source keys, in order. Unseen ones are created, with nothing known of
   * them yet. Must run outside of a transaction.
   */
  List<ProfileRef> ensure(List<SourceKey> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    var distinct = List.copyOf(new LinkedHashSet<>(keys));
    var found = find(distinct);
    var missing = distinct.stream().filter(key -> !found.containsKey(key)).toList();
    if (!missing.isEmpty()) {
      create(missing);
      found.putAll(find(missing));
    }
    return keys.stream().map(key -> required(found.get(key))).toList();
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
}
