package dev.lethe.bench.identity.data;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.normalise.RawAttributes;
import org.jspecify.annotations.Nullable;

/** A profile as its source has it. There is no label in it. */
public record RawProfile(
    ProfileId id, String source, @Nullable String country, RawAttributes attributes) {}
