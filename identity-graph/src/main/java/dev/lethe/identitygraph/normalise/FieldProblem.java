package dev.lethe.identitygraph.normalise;

/** A value that was left out, and why. The reason never repeats the value. */
public record FieldProblem(String field, String reason) {}
