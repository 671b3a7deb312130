package dev.lethe.service.token;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.service.identity.IdentityService;
import dev.lethe.service.vault.VaultService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Whose key is which. Kept for the profiles seen last, because a profile keeps its first key, which
 * names the family of its keys: one that was erased keeps it too, destroyed, and the vault says so.
 * Which key of the family is the present one only the vault knows.
 */
@ApplicationScoped
class ProfileKeys {
  private final IdentityService identity;
  private final VaultService vault;
  private final KnownKeys known;

  ProfileKeys(
      IdentityService identity,
      VaultService vault,
      @ConfigProperty(name = "lethe.tokens.known-profiles", defaultValue = "1000000") int most) {
    this.identity = identity;
    this.vault = vault;
    this.known = new KnownKeys(most);
  }

  /** The present keys of these profiles, in order; null where there is no such profile. */
  List<@Nullable KeyId> of(List<ProfileId> profiles) {
    return vault.presentKeys(first(profiles));
  }

  /** The keys that these profiles had first; another one than the present where it was rotated. */
  List<@Nullable KeyId> first(List<ProfileId> profiles) {
    var keys = known.of(profiles);
    var missing = new LinkedHashSet<ProfileId>();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i) == null) {
        missing.add(profiles.get(i));
      }
    }
    if (!missing.isEmpty()) {
      var read = identity.keys(missing);
      known.add(read);
      for (int i = 0; i < keys.size(); i++) {
        if (keys.get(i) == null) {
          keys.set(i, read.get(profiles.get(i)));
        }
      }
    }
    return keys;
  }
}
