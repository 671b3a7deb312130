package dev.lethe.identitygraph.train;

import dev.lethe.identitygraph.block.BlockingRule;
import dev.lethe.identitygraph.score.ComparedFields;
import java.util.List;

/**
 * Pairs chosen because they agree in one field: rich in matches, so that the other fields can be
 * learned on them; the field itself cannot.
 */
record Pass(String name, List<BlockingRule> rules, String fixed) {

  static final List<Pass> ALL =
      List.of(
          new Pass("postcode", List.of(BlockingRule.POSTCODE), "location"),
          new Pass("street", List.of(BlockingRule.STREET), "location"),
          new Pass("birth date", List.of(BlockingRule.BIRTH_DATE), "birth_date"),
          new Pass("two words", List.of(BlockingRule.WORD_PAIR), "name"),
          new Pass("prefixes", List.of(BlockingRule.PREFIXES), "name"),
          new Pass("email", List.of(BlockingRule.EMAIL), "email"),
          new Pass("phone", List.of(BlockingRule.PHONE), "phone"),
          new Pass("loyalty id", List.of(BlockingRule.LOYALTY_ID), "loyalty_id"),
          new Pass("national id", List.of(BlockingRule.NATIONAL_ID), "national_id"));

  /** The fields that such pairs can teach. */
  boolean[] active() {
    var active = new boolean[ComparedFields.COUNT];
    for (var f = 0; f < active.length; f++) {
      active[f] = !ComparedFields.names().get(f).equals(fixed);
    }
    return active;
  }
}
