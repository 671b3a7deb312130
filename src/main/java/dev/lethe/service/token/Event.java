package dev.lethe.service.token;

import dev.lethe.piicatalog.DatasetPolicy.NamedSubject;
import dev.lethe.service.identity.SubjectIdentifier;
import java.util.List;

/**
 * An event that its policy accepts.
 *
 * @param subject whose it is
 * @param identifiers further identifiers of that person, as they were sent
 * @param line the JSON as it was sent
 * @param from where its object begins in the line
 * @param to where the bracket stands that closes the object
 * @param empty whether no property of it stays
 * @param edits what is taken out and replaced
 * @param firstValue the first of its values that become tokens
 * @param values how many there are
 */
record Event(
    NamedSubject subject,
    List<SubjectIdentifier> identifiers,
    byte[] line,
    int from,
    int to,
    boolean empty,
    Edits edits,
    int firstValue,
    int values) {

  @Override
  public String toString() {
    return "Event[" + values + " values]";
  }
}
