package dev.lethe.service.identity;

import dev.lethe.identitygraph.Address;
import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.cluster.CustomerGraph;
import dev.lethe.identitygraph.cluster.Link;
import dev.lethe.identitygraph.explain.Masking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Draws a customer's profiles and the values they share. Values are told apart, never shown. */
@ApplicationScoped
class CustomerPicture {
  private static final int MOST_PROFILES = 60;

  private final CustomerShow show;
  private final ProfileStore profiles;
  private final CustomerStore customers;
  private final ProfileSeal seal;

  CustomerPicture(
      CustomerShow show, ProfileStore profiles, CustomerStore customers, ProfileSeal seal) {
    this.show = show;
    this.profiles = profiles;
    this.customers = customers;
    this.seal = seal;
  }

  /** One picture in the making. */
  private static final class Canvas {
    final List<GraphView.Node> nodes = new ArrayList<>();
    final List<GraphView.Edge> edges = new ArrayList<>();
    final Map<String, String> values = new LinkedHashMap<>();

    void edge(String from, String to, String kind) {
      edges.add(new GraphView.Edge("e" + edges.size(), from, to, kind, null, null));
    }

    <T> void holds(String profile, String kind, List<T> held, Function<T, String> mask) {
      for (var value : held) {
        var id =
            values.computeIfAbsent(
                kind + " " + comparable(value),
                key -> {
                  var name = kind + ":" + values.size();
                  nodes.add(new GraphView.Node(name, kind, mask.apply(value), null));
                  return name;
                });
        edge(profile, id, "holds");
      }
    }

    /** Records of personal data print nothing, so addresses are told apart by their parts. */
    private static Object comparable(Object value) {
      return value instanceof Address address
          ? List.of(
              address.street(),
              String.valueOf(address.houseNumber()),
              String.valueOf(address.postcode()),
              String.valueOf(address.city()))
          : value instanceof dev.lethe.identitygraph.BirthDate date ? date.digits() : value;
    }
  }

  GraphView draw(CustomerId id) {
    var row = show.living(id).orElseThrow(CustomerShow::nobody);
    var all = profiles.members(row.id());
    var drawn = all.subList(0, Math.min(MOST_PROFILES, all.size()));
    var opened =
        seal.openComparable(
            drawn.stream().map(StoredProfile::key).toList(),
            drawn.stream().map(StoredProfile::comparable).toList());
    var canvas = new Canvas();
    for (int i = 0; i < drawn.size(); i++) {
      draw(canvas, drawn.get(i), opened.get(i).orElse(Attributes.NONE));
    }
    var ids = all.stream().map(StoredProfile::id).toList();
    var links = customers.links(ids);
    var shown = new HashSet<>(ids.subList(0, drawn.size()));
    links.stream()
        .filter(link -> shown.contains(link.a()) && shown.contains(link.b()))
        .forEach(link -> draw(canvas, link));
    var threshold = ProfileResolver.SETTINGS.threshold();
    return new GraphView(
        canvas.nodes,
        canvas.edges,
        threshold,
        drawn.size() < all.size(),
        GraphView.Metrics.of(new CustomerGraph(ids, links).metrics(threshold)));
  }

  private static void draw(Canvas canvas, StoredProfile profile, Attributes attributes) {
    var id = profile.id().toString();
    var name = Masking.name(attributes.name());
    canvas.nodes.add(
        new GraphView.Node(
            id, "record", name.isEmpty() ? profile.source() : name, profile.source()));
    canvas.holds(id, "email", attributes.emails(), Masking::email);
    canvas.holds(id, "phone", attributes.phones(), Masking::phone);
    canvas.holds(id, "address", attributes.addresses(), Masking::address);
    canvas.holds(id, "device", attributes.deviceIds(), Masking::id);
    canvas.holds(id, "loyalty", attributes.loyaltyIds(), Masking::id);
    canvas.holds(id, "national_id", attributes.nationalIds(), Masking::id);
    canvas.holds(id, "cookie", attributes.cookieIds(), Masking::id);
    if (attributes.birthDate() != null) {
      canvas.holds(id, "birth_date", List.of(attributes.birthDate()), Masking::date);
    }
  }

  private static void draw(Canvas canvas, Link link) {
    canvas.edges.add(
        new GraphView.Edge(
            "e" + canvas.edges.size(),
            link.a().toString(),
            link.b().toString(),
            "link",
            CustomerShow.rounded(link.weight()),
            link.weight() <= ProfileResolver.SETTINGS.threshold()));
  }
}
