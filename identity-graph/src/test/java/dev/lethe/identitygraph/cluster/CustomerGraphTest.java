package dev.lethe.identitygraph.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lethe.identitygraph.ProfileId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CustomerGraphTest {

  private static ProfileId profile(int number) {
    return new ProfileId(new UUID(0, number));
  }

  private static List<ProfileId> profiles(int count) {
    return IntStream.range(0, count).mapToObj(CustomerGraphTest::profile).toList();
  }

  private static Link link(int a, int b, double weight) {
    return new Link(profile(a), profile(b), weight);
  }

  @Test
  void twoTrianglesOnOneLinkHangOnIt() {
    var links =
        List.of(
            link(0, 1, 9),
            link(1, 2, 9),
            link(0, 2, 9),
            link(2, 3, 4),
            link(3, 4, 9),
            link(4, 5, 9),
            link(3, 5, 9),
            link(0, 5, -1));
    var metrics = new CustomerGraph(profiles(6), links).metrics(0);
    assertThat(metrics.bridges()).containsExactly(link(2, 3, 4));
    assertThat(metrics.cutPoints()).containsExactly(profile(2), profile(3));
    assertThat(metrics.weakestLink()).contains(link(2, 3, 4));
    assertThat(metrics.density()).isCloseTo(7 / 15.0, within(1e-9));
    assertThat(metrics.components()).isOne();
    assertThat(metrics.centrality()).containsEntry(profile(2), 3 / 5.0);
  }

  @Test
  void bridgesAndCutPointsAreWhatTheirRemovalShows() {
    for (var seed = 0; seed < 60; seed++) {
      var random = new Random(seed);
      var size = 2 + random.nextInt(12);
      var links = new ArrayList<Link>();
      for (var a = 0; a < size; a++) {
        for (var b = a + 1; b < size; b++) {
          if (random.nextInt(size) < 2) {
            links.add(link(a, b, 1 + random.nextInt(9)));
          }
        }
      }
      var metrics = new CustomerGraph(profiles(size), links).metrics(0);
      var whole = parts(profiles(size), links);
      assertThat(metrics.components()).as("seed %d", seed).isEqualTo(whole);
      assertThat(metrics.bridges())
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(
              links.stream()
                  .filter(l -> parts(profiles(size), without(links, l)) > whole)
                  .toList());
      assertThat(metrics.cutPoints())
          .as("seed %d", seed)
          .containsExactlyElementsOf(
              profiles(size).stream().filter(p -> cuts(size, links, p, whole)).toList());
    }
  }

  private static boolean cuts(int size, List<Link> links, ProfileId gone, int whole) {
    var rest = profiles(size).stream().filter(p -> !p.equals(gone)).toList();
    return parts(rest, links) > whole;
  }

  private static List<Link> without(List<Link> links, Link gone) {
    return links.stream().filter(l -> !l.equals(gone)).toList();
  }

  private static int parts(List<ProfileId> profiles, List<Link> links) {
    var left = new HashSet<>(profiles);
    var parts = 0;
    while (!left.isEmpty()) {
      parts++;
      var part = new HashSet<>(List.of(left.iterator().next()));
      while (part.addAll(
          links.stream()
              .filter(l -> part.contains(l.a()) || part.contains(l.b()))
              .flatMap(l -> java.util.stream.Stream.of(l.a(), l.b()))
              .filter(left::contains)
              .collect(Collectors.toSet()))) {}
      left.removeAll(part);
    }
    return parts;
  }

  @Test
  void aChainOfAHundredThousandProfilesIsNotTooDeep() {
    var links = IntStream.range(1, 100_000).mapToObj(i -> link(i - 1, i, 5)).toList();
    var metrics = new CustomerGraph(profiles(100_000), links).metrics(0);
    assertThat(metrics.bridges()).hasSize(99_999);
    assertThat(metrics.cutPoints()).hasSize(99_998);
  }
}
