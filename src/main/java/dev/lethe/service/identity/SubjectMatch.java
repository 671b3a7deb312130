package dev.lethe.service.identity;

import dev.lethe.identitygraph.CustomerId;
import java.util.List;

/** Whom a set of identifiers points at. */
public sealed interface SubjectMatch {

  /** Nobody known. */
  record NoMatch() implements SubjectMatch {}

  /** One customer, and the probability that the identifiers are theirs. */
  record One(CustomerId id, double strength) implements SubjectMatch {}

  /** Several customers; a person has to choose. Best first. */
  record Several(List<CustomerId> ids) implements SubjectMatch {

    public Several {
      ids = List.copyOf(ids);
    }
  }
}
