package dev.lethe.service.identity;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.CustomerGraph;
import dev.lethe.identitygraph.cluster.Link;
import dev.lethe.identitygraph.explain.Explainer;
import dev.lethe.identitygraph.explain.Explanation;
import dev.lethe.identitygraph.score.Bits;
import dev.lethe.identitygraph.score.Feature;
import dev.lethe.service.identity.CustomerStore.StoredLink;
import dev.lethe.service.identity.CustomerView.LinkView;
import dev.lethe.service.identity.CustomerView.WeakestLink;
import dev.lethe.service.web.ProblemException;
import dev.lethe.service.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Customers as they are shown and explained. */
@ApplicationScoped
class CustomerShow {
  private final CustomerStore customers;
  private final ProfileStore profiles;
  private final MaskedProfiles masked;
  private final ProfileSeal seal;
  private final ActiveModel model;

  CustomerShow(
      CustomerStore customers,
      ProfileStore profiles,
      MaskedProfiles masked,
      ProfileSeal seal,
      ActiveModel model) {
    this.customers = customers;
    this.profiles = profiles;
    this.masked = masked;
    this.seal = seal;
    this.model = model;
  }

  Optional<CustomerStore.Row> living(CustomerId id) {
    return customers.find(id);
  }

  /** The profiles of the living customer of this id or of the id that it became. */
  List<ProfileId> members(CustomerId id) {
    var row = living(id).orElseThrow(CustomerShow::nobody);
    return profiles.members(row.id()).stream().map(StoredProfile::id).toList();
  }

  Optional<CustomerView> view(CustomerId id) {
    return living(id).map(row -> view(id, row));
  }

  private CustomerView view(CustomerId asked, CustomerStore.Row row) {
    var members = profiles.members(row.id());
    var ids = members.stream().map(StoredProfile::id).toList();
    var stored = customers.weighed(ids);
    var links = stored.stream().map(StoredLink::link).toList();
    return new CustomerView(
        row.id().toString(),
        asked.toString(),
        "live",
        masked.of(members),
        stored.stream().map(CustomerShow::link).toList(),
        new CustomerGraph(ids, links).weakestLink().map(CustomerShow::weakest).orElse(null),
        ProfileResolver.SETTINGS.threshold(),
        model.current().id(),
        row.changedAt(),
        null);
  }

  private static LinkView link(StoredLink stored) {
    var link = stored.link();
    return new LinkView(
        link.a().toString(),
        link.b().toString(),
        rounded(link.weight()),
        Bits.probability(link.weight()),
        link.weight() > ProfileResolver.SETTINGS.threshold(),
        stored.model());
  }

  private static WeakestLink weakest(Link link) {
    return new WeakestLink(link.a().toString(), link.b().toString(), rounded(link.weight()));
  }

  static double rounded(double bits) {
    return Math.round(bits * 100) / 100.0;
  }

  /** Why two profiles of a customer are, or are not, one person. */
  Explanation why(CustomerId id, ProfileId a, ProfileId b) {
    var row = living(id).orElseThrow(CustomerShow::nobody);
    var pair =
        profiles.load(List.of(a, b)).stream()
            .filter(profile -> row.id().equals(profile.customer()))
            .toList();
    if (pair.size() != 2) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "The customer does not have these two profiles.");
    }
    var opened =
        seal.openComparable(
            pair.stream().map(StoredProfile::key).toList(),
            pair.stream().map(StoredProfile::comparable).toList());
    var features = new HashMap<Feature, ByteBuffer>();
    for (int i = 0; i < 2; i++) {
      var attributes = opened.get(i).orElse(Attributes.NONE);
      features.putAll(FeatureList.read(pair.get(i).features()).of(attributes));
    }
    var scorer = profiles.scorer(features);
    var first = pair.getFirst().id().equals(a) ? 0 : 1;
    return new Explainer(scorer, ProfileResolver.SETTINGS.threshold())
        .why(
            opened.get(first).orElse(Attributes.NONE),
            opened.get(1 - first).orElse(Attributes.NONE));
  }

  static ProblemException nobody() {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no such customer.");
  }
}
