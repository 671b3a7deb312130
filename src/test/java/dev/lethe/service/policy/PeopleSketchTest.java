package dev.lethe.service.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lethe.cryptovault.KeyId;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PeopleSketchTest {
  @Test
  void countsOfAnySizeAreNearlyRight() {
    var random = new Random(7);
    for (int people : new int[] {0, 1, 10, 100, 1_000, 10_000, 100_000}) {
      var sketch = new PeopleSketch(random.nextLong(), new byte[0]);
      for (int i = 0; i < people; i++) {
        sketch.add(new KeyId(new UUID(random.nextLong(), random.nextLong())));
      }
      assertThat(sketch.count()).isCloseTo(people, within(Math.max(2, people / 50)));
    }
  }

  @Test
  void thePersonWhoIsSeenAgainCountsOnce() {
    var key = new KeyId(UUID.randomUUID());
    var sketch = new PeopleSketch(1, new byte[0]);
    sketch.add(key);
    var again = new PeopleSketch(1, sketch.toBytes());
    again.add(key);
    assertThat(again.count()).isEqualTo(1);
  }

  @Test
  void peopleWhoShareABitUnderOneSaltDoNotUnderAnother() {
    var random = new Random(8);
    var alike = new PeopleSketch(1, new byte[0]);
    var other = new PeopleSketch(2, new byte[0]);
    int added = 0;
    while (added < 20) {
      var key = new KeyId(new UUID(random.nextLong(), random.nextLong()));
      var alone = new PeopleSketch(1, new byte[0]);
      alone.add(key);
      if (alone.toBytes().length <= 64) {
        alike.add(key);
        other.add(key);
        added++;
      }
    }
    assertThat(alike.toBytes()).hasSizeLessThanOrEqualTo(64);
    assertThat(other.toBytes()).hasSizeGreaterThan(2_000);
    assertThat(other.count()).isCloseTo(20, within(2));
  }
}
