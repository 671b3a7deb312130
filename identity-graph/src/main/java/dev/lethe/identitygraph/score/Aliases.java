package dev.lethe.identitygraph.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The aliases of one kind in a model, both ways round. Immutable. */
final class Aliases {

  private final Map<String, Map<String, Double>> bits = new HashMap<>();

  Aliases(List<Model.Alias> aliases, FrequencyKind kind) {
    for (var alias : aliases) {
      if (alias.kind() == kind) {
        put(alias.a(), alias.b(), alias.bits());
        put(alias.b(), alias.a(), alias.bits());
      }
    }
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
      return spelling.nothing(s, t) && bits(s, t) == 0;
    }
  }
}
