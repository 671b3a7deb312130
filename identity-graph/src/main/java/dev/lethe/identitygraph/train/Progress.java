package dev.lethe.identitygraph.train;

/** A step of training that begins now, and the share of all steps that is done. */
public record Progress(String step, double done) {}
