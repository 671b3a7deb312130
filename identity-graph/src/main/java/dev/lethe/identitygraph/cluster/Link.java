package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.ProfileId;

/** Evidence that two profiles are one person, in bits. The smaller id comes first. */
public record Link(ProfileId a, ProfileId b, double weight) {

  public Link {
    if (a.compareTo(b) >= 0) {
      throw new IllegalArgumentException("the smaller id comes first");
    }
  }
}
