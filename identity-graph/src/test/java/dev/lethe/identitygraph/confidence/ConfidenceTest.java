package dev.lethe.identitygraph.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Link;
import dev.lethe.identitygraph.confidence.ProfileConfidence.Degree;
import dev.lethe.identitygraph.confidence.ProfileConfidence.Treatment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfidenceTest {

  private static ProfileId profile(int number) {
    return new ProfileId(new UUID(0, number));
  }

  private static Link link(int a, int b, double weight) {
    return new Link(profile(a), profile(b), weight);
  }

  private static List<ProfileConfidence> judge(int profiles, Link... links) {
    var all = IntStream.range(0, profiles).mapToObj(ConfidenceTest::profile).toList();
    var proven = Map.of(profile(0), Confidence.CERTAIN);
    return new Confidence(List.of(links)).judge(all, proven, Bounds.LAW);
  }

  @Test
  void theTreatmentFollowsTheStrengthOfThePath() {
    var judged = judge(5, link(0, 1, 12), link(0, 2, 2), link(0, 3, -5));
    assertThat(judged)
        .extracting(ProfileConfidence::treatment)
        .containsExactly(
            Treatment.ERASE, Treatment.ERASE, Treatment.ASK, Treatment.LEAVE, Treatment.LEAVE);
    assertThat(judged)
        .extracting(ProfileConfidence::degree)
        .containsExactly(
            Degree.REASONABLY_HIGH, Degree.REASONABLY_HIGH, Degree.NONE, Degree.NONE, Degree.NONE);
    assertThat(judged.get(4).path()).isEmpty();
  }

  @Test
  void aChainIsLessSureThanItsWeakestLink() {
    var end = judge(4, link(0, 1, 3.4), link(1, 2, 3.4), link(2, 3, 3.4)).get(3);
    assertThat(end.widest()).isEqualTo(3.4);
    assertThat(end.probability()).isCloseTo(Math.pow(1 / (1 + Math.pow(2, -3.4)), 3), within(1e-9));
    assertThat(end.treatment()).isEqualTo(Treatment.ASK);
    assertThat(end.path()).containsExactly(profile(0), profile(1), profile(2), profile(3));
  }

  @Test
  void aStrongDetourBeatsAWeakShortcut() {
    var end = judge(3, link(0, 2, 1), link(0, 1, 9), link(1, 2, 9)).get(2);
    assertThat(end.treatment()).isEqualTo(Treatment.ERASE);
    assertThat(end.path()).containsExactly(profile(0), profile(1), profile(2));
  }

  @Test
  void theBestOfAllPathsCountsInAnyOrder() {
    for (var seed = 0; seed < 40; seed++) {
      var random = new Random(seed);
      var links = new ArrayList<Link>();
      for (var a = 0; a < 6; a++) {
        for (var b = a + 1; b < 6; b++) {
          if (random.nextInt(3) > 0) {
            links.add(link(a, b, random.nextDouble(-6, 12)));
          }
        }
      }
      var judged = judge(6, links.toArray(Link[]::new));
      for (var to = 1; to < 6; to++) {
        var best = new double[] {0, Double.NEGATIVE_INFINITY};
        walk(links, 0, to, 1, Confidence.CERTAIN, new ArrayList<>(List.of(0)), best);
        assertThat(judged.get(to).probability())
            .as("seed %d", seed)
            .isCloseTo(best[0], within(1e-9));
        assertThat(judged.get(to).widest()).as("seed %d", seed).isEqualTo(best[1]);
        assertThat(judged.get(to).bits()).isLessThanOrEqualTo(judged.get(to).widest());
      }
      Collections.shuffle(links, random);
      assertThat(judge(6, links.toArray(Link[]::new))).isEqualTo(judged);
    }
  }

  private static void walk(
      List<Link> links, int at, int to, double p, double min, List<Integer> seen, double[] best) {
    if (at == to) {
      best[0] = Math.max(best[0], p);
      best[1] = Math.max(best[1], min);
      return;
    }
    for (var link : links) {
      var a = (int) link.a().value().getLeastSignificantBits();
      var b = (int) link.b().value().getLeastSignificantBits();
      var next = a == at ? b : b == at ? a : -1;
      if (next >= 0 && !seen.contains(next)) {
        var longer = new ArrayList<>(seen);
        longer.add(next);
        var held = 1 / (1 + Math.pow(2, -link.weight()));
        walk(links, next, to, p * held, Math.min(min, link.weight()), longer, best);
      }
    }
  }
}
