package dev.lethe.identitygraph.confidence;

import dev.lethe.identitygraph.ProfileId;
import java.util.List;

/**
 * How surely one profile belongs to the person who proved the data points.
 *
 * @param bits log2 odds that every link on the most reliable path holds; −∞ when no path leads here
 * @param widest the weakest link, in bits, of the widest path; never below {@code bits}
 * @param path from a profile that holds a proven value to this one, both included; empty when no
 *     path leads here
 */
public record ProfileConfidence(
    ProfileId profile,
    double bits,
    double widest,
    double probability,
    Degree degree,
    Treatment treatment,
    List<ProfileId> path) {

  /** The degree of certainty in the words of the CCPA. */
  public enum Degree {
    NONE,
    REASONABLE,
    REASONABLY_HIGH
  }

  /** What an erasure may do with the profile. */
  public enum Treatment {
    /** Erase it. */
    ERASE,
    /** A person decides. */
    ASK,
    /** It stays: more likely than not somebody else's. */
    LEAVE
  }

  public ProfileConfidence {
    path = List.copyOf(path);
  }
}
