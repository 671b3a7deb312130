package dev.lethe.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.block.BlockingRule;
import dev.lethe.identitygraph.cluster.Resolver.Candidate;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PromiseTest {
  private static final Candidate PAIR =
      new Candidate(new ProfileId(new UUID(0, 1)), new ProfileId(new UUID(0, 2)));

  @Test
  void oneRareIdentifierIsEnough() {
    assertThat(kept(Map.of(BlockingRule.EMAIL, 2))).isTrue();
  }

  @Test
  void valuesThatSayTheSameCountOnce() {
    assertThat(
            kept(
                Map.of(
                    BlockingRule.WORD_PLACE, 10,
                    BlockingRule.WORD_DISTRICT, 10,
                    BlockingRule.SOUND_PLACE, 12)))
        .isFalse();
  }

  @Test
  void valuesOfTwoMeaningsAddUp() {
    assertThat(kept(Map.of(BlockingRule.WORD_PLACE, 10, BlockingRule.BIRTH_DATE, 30))).isTrue();
  }

  @Test
  void livingInOneHouseIsNotEnough() {
    assertThat(kept(Map.of(BlockingRule.STREET, 2, BlockingRule.POSTCODE, 9))).isFalse();
  }

  @Test
  void moreHoldersNeverPromiseMore() {
    var random = new Random(20261122);
    for (int i = 0; i < 1_000; i++) {
      var rule = BlockingRule.values()[random.nextInt(BlockingRule.values().length)];
      var few = 2 + random.nextInt(60);
      var many = few + 1 + random.nextInt(60);
      assertThat(Promise.worth(rule, many)).isLessThan(Promise.worth(rule, few));
    }
  }

  private static boolean kept(Map<BlockingRule, Integer> holders) {
    var promise = new Promise();
    holders.forEach((rule, count) -> promise.shared(PAIR, rule, Promise.worth(rule, count)));
    return promise.kept().containsKey(PAIR);
  }
}
