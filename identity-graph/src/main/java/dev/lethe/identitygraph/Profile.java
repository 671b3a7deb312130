package dev.lethe.identitygraph;

/** One record of one source, ready to be compared. */
public record Profile(ProfileId id, String source, Attributes attributes) {}
