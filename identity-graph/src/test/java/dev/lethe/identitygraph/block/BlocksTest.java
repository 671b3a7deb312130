package dev.lethe.identitygraph.block;

import static dev.lethe.identitygraph.Raw.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlocksTest {
  private static final BlockingKey TILL = new BlockingKey(BlockingRule.PHONE, "+49307654321");

  private final SplittableRandom random = new SplittableRandom(5);
  private final List<Profile> profiles = IntStream.range(0, 400).mapToObj(i -> someone()).toList();
  private final Blocks blocks = Blocks.of(profiles);

  @Test
  void everyPairThatSharesAKeyComesOnceAndNoOther() {
    assertThat(pairs(blocks)).isEqualTo(expected(key -> true)).hasSizeGreaterThan(1_000);
  }

  @Test
  void withoutAKeyOnlyOtherKeysFind() {
    var expected = expected(key -> !key.equals(TILL));
    assertThat(pairs(blocks.without(Set.of(TILL))))
        .isEqualTo(expected)
        .hasSizeLessThan(pairs(blocks).size());
  }

  @Test
  void onlySomeRulesFindOnlyTheirPairs() {
    var rules = EnumSet.of(BlockingRule.POSTCODE, BlockingRule.PHONE);
    assertThat(pairs(blocks.only(rules))).isEqualTo(expected(key -> rules.contains(key.rule())));
    assertThat(pairs(blocks.only(rules).without(Set.of(TILL))))
        .isEqualTo(expected(key -> rules.contains(key.rule()) && !key.equals(TILL)));
  }

  @Test
  void aroundAProfileAreAllThatPairWithIt() {
    var some = blocks.without(Set.of(TILL));
    var around = new TreeSet<Long>();
    for (var a = 0; a < profiles.size(); a++) {
      for (var b : some.around(a)) {
        around.add(pair(Math.min(a, b), Math.max(a, b)));
      }
    }
    assertThat(around).isEqualTo(pairs(some));
  }

  @Test
  void aCrowdIsWhoeverHoldsAnIdentifierOfTooMany() {
    var holders =
        IntStream.range(0, profiles.size())
            .filter(i -> profiles.get(i).attributes().phones().contains(TILL.value()))
            .toArray();
    assertThat(holders).hasSizeGreaterThan(10);
    assertThat(blocks.crowds())
        .anySatisfy(crowd -> assertThat(crowd.members()).isEqualTo(holders))
        .allSatisfy(crowd -> assertThat(IdentifierCap.of(crowd.rule())).isPresent());
  }

  @Test
  void nobodyHasNoPairs() {
    assertThat(Blocks.of(List.of()).chunks()).isZero();
  }

  private static Set<Long> pairs(Blocks blocks) {
    var pairs = new TreeSet<Long>();
    for (var chunk = 0; chunk < blocks.chunks(); chunk++) {
      blocks.each(chunk, (a, b) -> assertThat(pairs.add(pair(a, b))).isTrue());
    }
    return pairs;
  }

  /** By the textbook: every two profiles, every two keys. */
  private Set<Long> expected(Predicate<BlockingKey> finds) {
    var keys = profiles.stream().map(p -> BlockingKeys.of(p.attributes())).toList();
    var pairs = new TreeSet<Long>();
    for (var a = 0; a < keys.size(); a++) {
      for (var b = a + 1; b < keys.size(); b++) {
        var shared = new ArrayList<>(keys.get(a));
        shared.retainAll(keys.get(b));
        if (shared.stream().filter(finds).anyMatch(key -> holders(keys, key) <= key.rule().cap())) {
          pairs.add(pair(a, b));
        }
      }
    }
    return pairs;
  }

  private static long holders(List<Set<BlockingKey>> keys, BlockingKey key) {
    return keys.stream().filter(held -> held.contains(key)).count();
  }

  private static long pair(int a, int b) {
    return (long) a << 32 | b;
  }

  private Profile someone() {
    var someone =
        raw()
            .name(one("anna", "bernd", "carla", "dieter", "elke"), one("vogel", "kruse", "otto"))
            .born("19%02d-03-1%d".formatted(random.nextInt(40, 99), random.nextInt(10)))
            .address("Lindenweg 7", "%05d".formatted(10_000 + random.nextInt(60)), "Köln");
    if (random.nextInt(8) == 0) {
      someone.phone("030 7654321");
    }
    return new Profile(ProfileId.next(random), "till", someone.attributes());
  }

  private String one(String... of) {
    return Arrays.asList(of).get(random.nextInt(of.length)) + (char) ('a' + random.nextInt(26));
  }
}
