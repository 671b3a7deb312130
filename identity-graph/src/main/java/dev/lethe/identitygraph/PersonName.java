package dev.lethe.identitygraph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's name as folded lower-case words. {@code tokens} holds every distinct word of the name,
 * also of given and family; {@code generation} is "jr", "sr", "ii" and the like.
 */
public record PersonName(
    List<String> given, List<String> family, List<String> tokens, @Nullable String generation) {

  /** No name known. */
  public static final PersonName UNKNOWN = new PersonName(List.of(), List.of(), List.of(), null);

  public PersonName {
    given = List.copyOf(given);
    family = List.copyOf(family);
    tokens = List.copyOf(tokens);
  }

  /** Whether any word is known. */
  public boolean known() {
    return !tokens.isEmpty();
  }

  /** Personal data never reaches a log by accident. */
  @Override
  public String toString() {
    return "PersonName[…]";
  }
}
