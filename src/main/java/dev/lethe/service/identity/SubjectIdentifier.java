package dev.lethe.service.identity;

/** A value that points at a person, of a kind like {@code email} or {@code loyalty_id}. */
public record SubjectIdentifier(String kind, String value) {

  @Override
  public String toString() {
    return "SubjectIdentifier[" + kind + "]";
  }
}
