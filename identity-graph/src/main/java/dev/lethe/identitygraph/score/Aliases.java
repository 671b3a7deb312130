package dev.lethe.identitygraph.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The aliases of one kind in a model, both ways round. Immutable. */
final class Aliases {

  private final Map<String, Map<String, Double>> bits = new HashMap<>();
  private final Map<String, Long> groups = new HashMap<>();

  Aliases(List<Model.Alias> aliases, FrequencyKind kind) {
    for (var k = 0; k < aliases.size(); k++) {
      var alias = aliases.get(k);
      if (alias.kind() == kind) {
        put(alias.a(), alias.b(), alias.bits());
        put(alias.b(), alias.a(), alias.bits());
        groups.merge(alias.a(), 1L << k, (some, more) -> some | more);
        groups.merge(alias.b(), 1L << k, (some, more) -> some | more);
      }
    }
  }

  /** The aliases that a value is part of, folded to 64: two that are aliases have one in common. */
  long groups(String value) {
    return groups.getOrDefault(value, 0L);
  }

  private void put(String from, String to, double worth) {
    bits.computeIfAbsent(from, key -> new HashMap<>()).put(to, worth);
  }

  /** Bits in meeting one for the other; 0 when they are no aliases. */
  double bits(Word s, Word t) {
    var known = bits.get(s.text);
    return known == null ? 0 : known.getOrDefault(t.text, 0.0);
  }

  /** The better of what spelling and what this list says. */
  WordPairs.Worth or(WordPairs.Worth spelling) {
    return bits.isEmpty() ? spelling : new Either(spelling);
  }

  private final class Either implements WordPairs.Worth {

    private final WordPairs.Worth spelling;

    Either(WordPairs.Worth spelling) {
      this.spelling = spelling;
    }

    @Override
    public double of(Word s, Word t) {
      return Math.max(spelling.of(s, t), bits(s, t));
    }

    @Override
    public boolean nothing(Word s, Word t) {
      return (s.aliases & t.aliases) == 0 && spelling.nothing(s, t);
    }
  }
}
