package dev.lethe.service.identity;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Link;
import dev.lethe.service.identity.CustomerStore.StoredLink;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a settle pass weighed, beside the links that are stored: a customer whose profiles stay as
 * they are gets no new links by the way, so theirs would keep the weights of long ago. Only links
 * within one customer. Not thread-safe.
 */
final class LinkDrift {
  /** A stored weight may be off by so many bits; that moves no sentence that is read to anybody. */
  static final double BITS = .5;

  private static final Comparator<Link> ORDER =
      Comparator.comparing(Link::a).thenComparing(Link::b);

  private final Population population;
  private final List<Link> found = new ArrayList<>();
  private final BitSet met = new BitSet();

  LinkDrift(Population population, List<Link> links) {
    this.population = population;
    for (var link : links) {
      if (population.together(link.a(), link.b())) {
        found.add(link);
      }
    }
    found.sort(ORDER);
  }

  /**
   * One link that has to change.
   *
   * @param to the weight that holds; null when there is no link any more
   */
  record Change(ProfileId a, ProfileId b, @Nullable Float to) {}

  /** What has to become of a stored link; each is asked for once. */
  Optional<Change> of(StoredLink stored) {
    var link = stored.link();
    if (!population.together(link.a(), link.b())) {
      return Optional.empty();
    }
    var at = Collections.binarySearch(found, link, ORDER);
    if (at < 0) {
      return Optional.of(new Change(link.a(), link.b(), null));
    }
    met.set(at);
    var to = (float) found.get(at).weight();
    return stored.model().equals(population.model()) && Math.abs(to - link.weight()) <= BITS
        ? Optional.empty()
        : Optional.of(new Change(link.a(), link.b(), to));
  }

  /** Links that were not among the stored ones. */
  List<Change> missing() {
    var missing = new ArrayList<Change>();
    for (var i = met.nextClearBit(0); i < found.size(); i = met.nextClearBit(i + 1)) {
      var link = found.get(i);
      missing.add(new Change(link.a(), link.b(), (float) link.weight()));
    }
    return missing;
  }
}
