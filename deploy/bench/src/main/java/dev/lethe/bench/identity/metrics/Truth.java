package dev.lethe.bench.identity.metrics;

import dev.lethe.identitygraph.ProfileId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Who every profile of a data set really is. Only this package can ask. */
public final class Truth {

  private final Map<ProfileId, String> people;

  private Truth(Map<ProfileId, String> people) {
    this.people = Map.copyOf(people);
  }

  /** Takes labels; does not give them back. */
  public static final class Builder {

    private final Map<ProfileId, String> people = new HashMap<>();

    /** Says who a profile is. */
    public Builder is(ProfileId profile, String person) {
      people.put(profile, person);
      return this;
    }

    /** The truth so far. */
    public Truth build() {
      return new Truth(people);
    }
  }

  /**
   * Who a profile is.
   *
   * @throws IllegalArgumentException when the profile is not of this data set
   */
  String person(ProfileId profile) {
    var person = people.get(profile);
    if (person == null) {
      throw new IllegalArgumentException("a profile of another data set");
    }
    return person;
  }

  /** How many profiles each person has. */
  Map<String, Long> sizes() {
    return Counts.of(people.values());
  }

  Collection<ProfileId> profiles() {
    return people.keySet();
  }
}
