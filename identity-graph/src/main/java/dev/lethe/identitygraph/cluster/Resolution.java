package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.ProfileId;
import java.util.Collections;
import java.util.List;

/**
 * Profiles parted into customers: every profile is in exactly one cluster, members and clusters in
 * ascending order of ids. Links are those of at least the floor weight, also between clusters.
 * Doubts are what a person should look at, worst first within a kind.
 */
public record Resolution(List<List<ProfileId>> clusters, List<Link> links, List<Doubt> doubts) {

  public Resolution {
    clusters = clusters.stream().map(List::copyOf).toList();
    links = Collections.unmodifiableList(links);
    doubts = List.copyOf(doubts);
  }
}
