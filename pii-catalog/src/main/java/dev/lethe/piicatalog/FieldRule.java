package dev.lethe.piicatalog;

/** What happens to one field of an event on its way through a pseudonymisation. */
public sealed interface FieldRule {

  /** The value stays as it is. */
  record Pass() implements FieldRule {}

  /** The field disappears. */
  record Drop() implements FieldRule {}

  /** The field names the person; it disappears and the profile pseudonym takes its place. */
  record Subject() implements FieldRule {}

  /** The value becomes a token of suite 1 or 2, bound to this field class. */
  record Tokenize(Suite suite, String fieldClass) implements FieldRule {}

  /**
   * The value becomes a token of suite 3 or 4, bound to this field class; the key stands beside it.
   */
  record Form(TokenRule token, String fieldClass) implements FieldRule {}

  /**
   * Whatever stands there, free text or a whole object or list, becomes one token of suite 1, bound
   * to this field class.
   */
  record Seal(String fieldClass) implements FieldRule {}

  /** The rule of a field that has a suite. */
  static FieldRule of(TokenRule token, String fieldClass) {
    return token.suite().formed()
        ? new Form(token, fieldClass)
        : new Tokenize(token.suite(), fieldClass);
  }
}
