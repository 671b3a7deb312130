package dev.lethe.identitygraph.score;

import static dev.lethe.identitygraph.Raw.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.Raw;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FloorTest {
  private static final double LEAST = -3;

  private final SplittableRandom random = new SplittableRandom(3);
  private final List<Attributes> people =
      IntStream.range(0, 300).mapToObj(i -> someone().attributes()).toList();
  private final Scorer scorer = new Scorer(Model.shipped(), CountedFrequencies.of(people));

  @Test
  void theWeightOfAPairIsTheSameFromTheFloorOnAndCertainlyLowBelow() {
    var findings = scorer.findings();
    var floor = scorer.floor(LEAST);
    var profiles = people.stream().map(scorer::prepare).toList();
    var reached = 0;
    var below = 0;
    for (var a : profiles) {
      for (var b : profiles) {
        var whole = scorer.weight(a, b, findings);
        var weight = scorer.weight(a, b, findings, floor);
        if (whole >= LEAST || weight > Double.NEGATIVE_INFINITY) {
          assertThat(weight).isEqualTo(whole);
          reached++;
        } else {
          below++;
        }
      }
    }
    assertThat(reached).isGreaterThan(500);
    assertThat(below).isGreaterThan(50_000);
  }

  @Test
  void aPairOfExactlyTheFloorReachesIt() {
    var a = scorer.prepare(people.get(0));
    var b = scorer.prepare(people.get(1));
    var weight = scorer.weight(a, b, scorer.findings());
    assertThat(scorer.weight(a, b, scorer.findings(), scorer.floor(weight))).isEqualTo(weight);
  }

  private Raw someone() {
    var given = one("anna", "anne", "bernd", "carla", "dieter", "elke");
    var family = one("vogel", "kruse", "otto", "lindner", "lindher");
    var someone = raw().name(given, family);
    if (random.nextBoolean()) {
      someone.born("19%02d-03-12".formatted(random.nextInt(40, 50)));
    }
    if (random.nextBoolean()) {
      someone.address(
          "Lindenweg " + random.nextInt(9), "5066" + random.nextInt(10), one("Köln", "Bonn"));
    }
    if (random.nextBoolean()) {
      someone.phone("030 765432" + random.nextInt(10)).email(given + "." + family + "@web.de");
    }
    return someone;
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }
}
