package dev.lethe.service.identity;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Link;
import dev.lethe.identitygraph.confidence.Bounds;
import dev.lethe.identitygraph.confidence.Confidence;
import dev.lethe.identitygraph.confidence.ProfileConfidence;
import dev.lethe.identitygraph.confidence.ProfileConfidence.Degree;
import dev.lethe.identitygraph.confidence.ProfileConfidence.Treatment;
import dev.lethe.service.identity.Decisions.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges how surely each profile of a customer belongs to whoever proved some values. Links are
 * weighed anew, so that no older model speaks; what cannot be weighed is a person's to decide.
 */
@ApplicationScoped
class ProfileJudge {
  /** Beyond so many, all pairs are too many to weigh while somebody waits. */
  private static final int MOST_WEIGHED = 200;

  private static final Set<String> TELLING = Set.of("name", "birth_date", "national_id");

  private final CustomerStore customers;
  private final ProfileStore profiles;
  private final ProfileSeal seal;
  private final SubjectFinder finder;
  private final IdentityDatabase database;

  ProfileJudge(
      CustomerStore customers,
      ProfileStore profiles,
      ProfileSeal seal,
      SubjectFinder finder,
      IdentityDatabase database) {
    this.customers = customers;
    this.profiles = profiles;
    this.seal = seal;
    this.finder = finder;
    this.database = database;
  }

  /** A customer's profiles, each with its treatment, by id. */
  record Judgement(
      CustomerId customer,
      String model,
      List<StoredProfile> members,
      List<ProfileConfidence> judged) {

    String source(ProfileId profile) {
      return members.stream()
          .filter(member -> member.id().equals(profile))
          .map(StoredProfile::source)
          .findFirst()
          .orElse("");
    }
  }

  /** Judges the living customer of the id by the values that were proven. */
  Judgement judge(CustomerId asked, List<SubjectIdentifier> proven) {
    var row = customers.find(asked).orElseThrow(CustomerShow::nobody);
    var members = profiles.members(row.id());
    var weighed = members.subList(0, Math.min(MOST_WEIGHED, members.size()));
    var opened = OpenedProfiles.of(weighed, seal, profiles);
    var links = new ArrayList<>(opened.linksForErasure());
    links.addAll(decided(weighed));
    var starts = starts(opened, finder.normalised(proven));
    var judged =
        new Confidence(links)
            .judge(weighed.stream().map(StoredProfile::id).toList(), starts, Bounds.LAW);
    var all = new ArrayList<ProfileConfidence>();
    // Where nothing proven points at anybody, or nothing can be read, only a person can tell.
    judged.forEach(one -> {
      var known = !starts.isEmpty() && opened.values().containsKey(one.profile());
      all.add(known ? one : asking(one.profile()));
    });
    members.subList(weighed.size(), members.size()).forEach(one -> all.add(asking(one.id())));
    return new Judgement(row.id(), opened.scorer().model().id(), members, all);
  }

  /** A person's word that two profiles are one is as good as data gets. */
  private List<Link> decided(List<StoredProfile> members) {
    var ids = members.stream().map(StoredProfile::id).toList();
    return database.with(sql -> Decisions.among(sql, ids)).stream()
        .filter(decision -> decision.verdict() == Verdict.SAME)
        .map(d -> new Link(d.pair().a(), d.pair().b(), Confidence.CERTAIN))
        .toList();
  }

  /** How surely the proven values alone point at each profile. */
  private static Map<ProfileId, Double> starts(OpenedProfiles opened, Attributes proven) {
    var starts = new HashMap<ProfileId, Double>();
    var scorer = opened.scorer();
    var query = scorer.prepare(proven);
    opened
        .values()
        .forEach((id, values) -> {
          var score = scorer.score(query, scorer.prepare(values));
          var against =
              score.evidence().stream()
                  .anyMatch(e -> TELLING.contains(e.field()) && e.level() >= 0 && e.weight() < 0);
          var bits = holds(proven, values) && !against ? Confidence.CERTAIN : score.weight();
          if (bits >= Bounds.LAW.ask()) {
            starts.put(id, bits);
          }
        });
    return starts;
  }

  /** Whether a profile holds an identifier that was proven. */
  private static boolean holds(Attributes proven, Attributes values) {
    return share(proven.emails(), values.emails())
        || share(proven.phones(), values.phones())
        || share(proven.loyaltyIds(), values.loyaltyIds())
        || share(proven.deviceIds(), values.deviceIds())
        || share(proven.cookieIds(), values.cookieIds())
        || share(proven.nationalIds(), values.nationalIds());
  }

  private static boolean share(List<String> one, List<String> other) {
    return !Collections.disjoint(one, other);
  }

  private static ProfileConfidence asking(ProfileId profile) {
    var never = Double.NEGATIVE_INFINITY;
    return new ProfileConfidence(profile, never, never, 0, Degree.NONE, Treatment.ASK, List.of());
  }
}
