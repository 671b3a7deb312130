package dev.lethe.identitygraph.score;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Every value met so far, each once, with its rarity. Numbers are given in the order of meeting and
 * mean nothing beyond identity. Thread-safe.
 */
final class Vocabulary {

  private static final Word[] NO_WORDS = {};
  private final Rarity rarity;
  private final List<Aliases> aliases;
  private final AtomicInteger next;
  private final ConcurrentHashMap<String, Word> genders;
  private final List<ConcurrentHashMap<String, Word>> words;

  Vocabulary(Rarity rarity, List<Model.Alias> aliases) {
    this.rarity = rarity;
    this.aliases =
        Arrays.stream(FrequencyKind.values()).map(kind -> new Aliases(aliases, kind)).toList();
    this.next = new AtomicInteger();
    this.genders = new ConcurrentHashMap<>();
    this.words =
        Arrays.stream(FrequencyKind.values())
            .map(kind -> new ConcurrentHashMap<String, Word>())
            .toList();
  }

  /** The same values, of which other identifiers are demoted. */
  Vocabulary(Vocabulary values, Rarity rarity) {
    this.rarity = rarity;
    this.aliases = values.aliases;
    this.next = values.next;
    this.genders = values.genders;
    this.words = values.words;
  }

  Word word(FrequencyKind kind, @Nullable String text) {
    if (text == null) {
      return Word.NONE;
    }
    var known = words.get(kind.ordinal());
    var word = known.get(text);
    return word != null ? word : known.computeIfAbsent(text, fresh -> met(kind, fresh));
  }

  private Word met(FrequencyKind kind, String text) {
    var groups = aliases(kind).groups(text);
    return new Word(next.getAndIncrement(), text, rarity.bits(kind, text), groups);
  }

  Word[] words(FrequencyKind kind, Collection<String> texts) {
    if (texts.isEmpty()) {
      return NO_WORDS;
    }
    var known = new Word[texts.size()];
    var at = 0;
    for (var text : texts) {
      known[at++] = word(kind, text);
    }
    return known;
  }

  /** The few genders have no rarity. */
  Word gender(@Nullable String text) {
    return text == null
        ? Word.NONE
        : genders.computeIfAbsent(text, fresh -> new Word(next.getAndIncrement(), fresh, 0, 0));
  }

  /** What stands for what among values of a kind. */
  Aliases aliases(FrequencyKind kind) {
    return aliases.get(kind.ordinal());
  }

  Rarity rarity() {
    return rarity;
  }
}
