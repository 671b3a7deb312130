package dev.lethe.service.identity;

/**
 * A system that knows people. One that is free of duplicates gives a customer at most one profile.
 */
public record Source(String name, SourceKind kind, boolean duplicateFree) {}
