package dev.lethe.identitygraph.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockingAnalysisTest {

  @Test
  void costsAndFindingsOfEveryRuleAreCounted() {
    var analysis =
        BlockingAnalysis.of(
            List.of(
                Set.of(key(BlockingRule.EMAIL, "a"), key(BlockingRule.NAME, "x")),
                Set.of(key(BlockingRule.EMAIL, "a"), key(BlockingRule.NAME, "x")),
                Set.of(key(BlockingRule.EMAIL, "b"), key(BlockingRule.NAME, "x"))));
    assertThat(analysis.sampled()).isEqualTo(3);
    assertThat(analysis.pairs()).isEqualTo(3);
    assertThat(analysis.rules())
        .containsExactly(
            new BlockingAnalysis.Rule(BlockingRule.EMAIL, 2, 1, 0, List.of(2, 1), 1, 0),
            new BlockingAnalysis.Rule(BlockingRule.NAME, 1, 3, 0, List.of(3), 3, 2));
  }

  @Test
  void aValueThatIsTooCommonCostsAndFindsNothing() {
    var profiles = new ArrayList<Set<BlockingKey>>();
    for (var i = 0; i <= BlockingRule.EMAIL_LOCAL.cap(); i++) {
      profiles.add(Set.of(key(BlockingRule.EMAIL_LOCAL, "info")));
    }
    var rule = BlockingAnalysis.of(profiles).rules().getFirst();
    assertThat(rule.tooCommon()).isOne();
    assertThat(rule.pairs()).isZero();
    assertThat(rule.found()).isZero();
    assertThat(rule.biggest()).containsExactly(BlockingRule.EMAIL_LOCAL.cap() + 1);
  }

  private static BlockingKey key(BlockingRule rule, String value) {
    return new BlockingKey(rule, value);
  }
}
