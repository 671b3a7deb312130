package dev.lethe.service.identity;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.block.BlockingKeys;
import dev.lethe.identitygraph.block.BlockingRule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Identifiers that point at some profiles and at no others. What two people share, such as a
 * mailbox, must not keep one out because the other was erased; nor must a device, which passes on.
 */
@ApplicationScoped
class OwnIdentifiers {
  private static final int MOST_HOLDERS = 200;
  private static final Map<String, BlockingRule> LASTING =
      Map.of(
          "email", BlockingRule.EMAIL,
          "phone", BlockingRule.PHONE,
          "loyalty_id", BlockingRule.LOYALTY_ID,
          "national_id", BlockingRule.NATIONAL_ID);

  private final ProfileStore profiles;
  private final ProfileSeal seal;
  private final Fingerprints fingerprints;
  private final SubjectFinder finder;

  OwnIdentifiers(
      ProfileStore profiles, ProfileSeal seal, Fingerprints fingerprints, SubjectFinder finder) {
    this.profiles = profiles;
    this.seal = seal;
    this.fingerprints = fingerprints;
    this.finder = finder;
  }

  List<SubjectIdentifier> of(Collection<ProfileId> ids) {
    var rows = profiles.load(ids);
    var all = new LinkedHashSet<SubjectIdentifier>();
    seal.openComparable(
            rows.stream().map(StoredProfile::key).toList(),
            rows.stream().map(StoredProfile::comparable).toList())
        .forEach(opened ->
            opened.ifPresent(profile -> all.addAll(IdentityService.identifiersOf(profile))));
    var theirs = Set.copyOf(ids);
    return all.stream().filter(one -> isOnly(one, theirs)).toList();
  }

  /** A value that is not found by at all, because too many hold it, belongs to nobody alone. */
  private boolean isOnly(SubjectIdentifier identifier, Set<ProfileId> theirs) {
    var rule = LASTING.get(identifier.kind());
    if (rule == null) {
      return false;
    }
    var keys =
        BlockingKeys.of(finder.normalised(List.of(identifier))).stream()
            .filter(key -> key.rule() == rule)
            .toList();
    var holders = profiles.holders(fingerprints.blocks(keys), MOST_HOLDERS);
    return !holders.isEmpty() && theirs.containsAll(holders);
  }
}
