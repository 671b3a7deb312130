package dev.lethe.identitygraph.score;

/**
 * How many profiles hold a value. Implementations answer from memory: scoring asks while it
 * prepares a profile.
 */
public interface Frequencies {

  /** Profiles that hold the value; 0 when never counted. */
  long holders(FrequencyKind kind, String value);

  /** Profiles that hold any value of the kind. */
  long population(FrequencyKind kind);

  /** All profiles known. */
  long profiles();

  /** Whether a value is shared by so many customers that it is no evidence any more. */
  default boolean demoted(FrequencyKind kind, String value) {
    return false;
  }

  /** Nothing counted yet: every value is as rare as its kind assumes. */
  static Frequencies none() {
    return new CountedFrequencies();
  }
}
