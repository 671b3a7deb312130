package dev.lethe.identitygraph.pprl;

/**
 * Two records that are taken for one person.
 *
 * @param score Dice likeness of the encodings, from the threshold to 1
 * @param runnerUp the best likeness either of them reached with another record, 0 where none came
 *     up to the threshold; close to {@code score} means that the choice was close
 */
public record LinkedPair(String left, String right, double score, double runnerUp) {}
