package dev.lethe.service.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.lethe.service.web.ProblemException;
import java.util.Arrays;
import java.util.Locale;

/** What sort of system a source is. */
public enum SourceKind {
  POS,
  WEB,
  APP,
  CRM,
  EMAIL,
  OTHER;

  /** The kind of this word. */
  @JsonCreator
  public static SourceKind of(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(
            () -> ProblemException.invalidField("kind", "There is no such kind of source."));
  }

  /** The word on the wire and in the table. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
