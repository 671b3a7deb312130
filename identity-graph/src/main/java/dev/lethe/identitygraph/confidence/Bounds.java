package dev.lethe.identitygraph.confidence;

import dev.lethe.identitygraph.cluster.Settings;

/**
 * How many bits each treatment and degree takes. The law gives words, not numbers: 11 CCR 7060 to
 * 7062 ask for a "reasonable" or a "reasonably high" degree of certainty. Here a reasonable degree
 * is 5 to 1 by the model and a reasonably high one 100 to 1.
 *
 * @param erase at least so much, and the profile is erased without asking anybody
 * @param ask at least so much, and a person decides; below, the profile is left alone
 * @param reasonablyHigh at least so much is a reasonably high degree
 */
public record Bounds(double erase, double ask, double reasonablyHigh) {

  /** Five to one to erase; a person decides down to the floor below which nothing ever merges. */
  public static final Bounds LAW =
      new Bounds(Settings.ERASE.threshold(), Settings.RESOLVE.edgeFloor(), 6.6);

  public Bounds {
    if (ask > erase || erase > reasonablyHigh) {
      throw new IllegalArgumentException("bounds rise from ask to erase to reasonably high");
    }
  }
}
