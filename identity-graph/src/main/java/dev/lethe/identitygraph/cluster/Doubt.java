package dev.lethe.identitygraph.cluster;

import dev.lethe.identitygraph.ProfileId;
import java.util.List;

/**
 * A decision that a person should look at: two sides and the link between them in bits, or one
 * large customer on its own.
 */
public record Doubt(Kind kind, List<ProfileId> left, List<ProfileId> right, double link) {

  /** Why it is doubtful. */
  public enum Kind {
    /** Left apart although little was missing, or one side could as well be somebody else's. */
    NEAR,
    /** Left apart because a source has each person once, against the evidence. */
    BLOCKED,
    /** Made one customer of two well-filled ones although little spoke for it. */
    WEAK_JOINT,
    /** More profiles than a person is likely to have; {@code right} is empty. */
    LARGE
  }

  public Doubt {
    left = List.copyOf(left);
    right = List.copyOf(right);
  }
}
