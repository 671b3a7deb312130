package dev.lethe.bench.retailer.crowd;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.normalise.RawAttributes;

/**
 * What one system knows of one made-up person.
 *
 * @param person the truth, for scoring only
 */
public record CrowdProfile(ProfileId id, int person, String source, RawAttributes attributes) {}
