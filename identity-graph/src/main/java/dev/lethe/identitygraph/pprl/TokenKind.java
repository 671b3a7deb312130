package dev.lethe.identitygraph.pprl;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashSet;
import java.util.Set;

/** Into what a normalised value is cut before it is hashed. */
public enum TokenKind {
  /** Every two neighbouring characters, with a blank before and after: likeness of texts. */
  @JsonProperty("bigrams")
  BIGRAMS {
    @Override
    Set<String> of(String value) {
      var tokens = new LinkedHashSet<String>();
      var padded = (" " + value + " ").codePoints().toArray();
      for (var i = 0; i + 1 < padded.length; i++) {
        tokens.add(new String(padded, i, 2));
      }
      return tokens;
    }
  },
  /** Every character with its place: numbers and dates, where order is what counts. */
  @JsonProperty("positional_unigrams")
  POSITIONAL_UNIGRAMS {
    @Override
    Set<String> of(String value) {
      var tokens = new LinkedHashSet<String>();
      var characters = value.codePoints().toArray();
      for (var i = 0; i < characters.length; i++) {
        tokens.add(i + 1 + " " + Character.toString(characters[i]));
      }
      return tokens;
    }
  };

  /** The distinct tokens, in the order in which they stand. */
  abstract Set<String> of(String value);
}
