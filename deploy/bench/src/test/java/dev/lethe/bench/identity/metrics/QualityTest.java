package dev.lethe.bench.identity.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.block.CandidatePairs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class QualityTest {

  private static final double TINY = 1e-12;

  @Test
  void aPartitionIsMeasuredByPairsProfilesAndClusters() {
    var truth = truth("aaabbc");
    var quality = Quality.of(partition("112233"), truth);

    // Pairs found: 01, 23, 45; right: 01. Pairs wanted: 01, 02, 12, 34.
    assertThat(quality.precision()).isCloseTo(1.0 / 3, within(TINY));
    assertThat(quality.recall()).isCloseTo(1.0 / 4, within(TINY));
    assertThat(quality.f1()).isCloseTo(2.0 / 7, within(TINY));
    assertThat(quality.b3Precision()).isCloseTo((2 + 4 * .5) / 6, within(TINY));
    assertThat(quality.b3Recall()).isCloseTo((5.0 / 3 + 1 + 1) / 6, within(TINY));
    assertThat(quality.exactClusters()).isZero();
    assertThat(quality.overMergedShare()).isCloseTo(2.0 / 3, within(TINY));
    assertThat(quality.customers()).isEqualTo(3);
    assertThat(quality.largest()).isEqualTo(2);
  }

  @Test
  void theTruthItselfIsPerfect() {
    var quality = Quality.of(partition("111223"), truth("aaabbc"));

    assertThat(
            List.of(
                quality.precision(),
                quality.recall(),
                quality.f1(),
                quality.b3F1(),
                quality.exactClusters()))
        .containsOnly(1.0);
    assertThat(quality.overMergedShare()).isZero();
  }

  @Test
  void nobodyPutTogetherIsPreciseAndFindsNothing() {
    var quality = Quality.of(partition("123456"), truth("aaabbc"));

    assertThat(quality.precision()).isEqualTo(1);
    assertThat(quality.recall()).isZero();
    assertThat(quality.f1()).isZero();
    assertThat(quality.exactClusters()).isCloseTo(1.0 / 3, within(TINY));
  }

  @Test
  void candidatesAreMeasuredByTheTruePairsAmongThem() {
    var pairs = new CandidatePairs.Builder().add(0, 1).add(2, 3).add(4, 3).build();

    var quality = CandidateQuality.of(ids(6), pairs, truth("aaabbc"));

    assertThat(quality.count()).isEqualTo(3);
    assertThat(quality.recall()).isCloseTo(2.0 / 4, within(TINY));
  }

  @Test
  void agreementIsTheShareOfConcernedPairsOnWhichBothSayTheSame() {
    var random = new SplittableRandom(7);
    for (var round = 0; round < 200; round++) {
      var truth = letters(random);
      var one = letters(random);
      var other = letters(random);

      assertThat(Agreement.share(partition(one), partition(other), truth(truth)))
          .isCloseTo(counted(one, other, truth), within(TINY));
    }
    assertThat(Agreement.share(partition("1122"), partition("1122"), truth("aaaa"))).isEqualTo(1);
  }

  @Test
  void partitionsOfDifferentProfilesAreRefused() {
    assertThatThrownBy(() -> Agreement.share(partition("11"), partition("111"), truth("aaa")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Quality.of(partition("1111"), truth("aaa")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The definition, pair by pair. */
  private static double counted(String one, String other, String truth) {
    var concerned = 0;
    var same = 0;
    for (var i = 0; i < one.length(); i++) {
      for (var j = i + 1; j < one.length(); j++) {
        var inOne = one.charAt(i) == one.charAt(j);
        var inOther = other.charAt(i) == other.charAt(j);
        if (inOne || inOther || truth.charAt(i) == truth.charAt(j)) {
          concerned++;
          same += inOne == inOther ? 1 : 0;
        }
      }
    }
    return concerned == 0 ? 1 : (double) same / concerned;
  }

  private static String letters(SplittableRandom random) {
    var text = new StringBuilder();
    random.ints(8, 0, 4).forEach(letter -> text.append((char) ('a' + letter)));
    return text.toString();
  }

  private static Truth truth(String people) {
    var truth = new Truth.Builder();
    for (var i = 0; i < people.length(); i++) {
      truth.is(id(i), people.substring(i, i + 1));
    }
    return truth.build();
  }

  private static Set<List<ProfileId>> partition(String clusters) {
    Map<Character, List<ProfileId>> members = new HashMap<>();
    for (var i = 0; i < clusters.length(); i++) {
      members.computeIfAbsent(clusters.charAt(i), cluster -> new ArrayList<>()).add(id(i));
    }
    return new HashSet<>(members.values());
  }

  private static List<ProfileId> ids(int count) {
    return java.util.stream.IntStream.range(0, count).mapToObj(QualityTest::id).toList();
  }

  private static ProfileId id(int number) {
    return new ProfileId(new UUID(0, number));
  }
}
