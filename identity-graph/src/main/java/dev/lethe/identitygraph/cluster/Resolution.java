package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.ProfileId;
import java.util.List;

/**
 * Profiles parted into customers: every profile is in exactly one cluster, members and clusters in
 * ascending order of ids. Links are those of at least the floor weight, also between clusters.
 */
public record Resolution(List<List<ProfileId>> clusters, List<Link> links) {

  public Resolution {
    clusters = clusters.stream().map(List::copyOf).toList();
    links = List.copyOf(links);
  }
}
