package dev.lethe.identitygraph.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.ProfileId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StableIdsPropertyTest {

  private static ProfileId profile(int number) {
    return new ProfileId(new UUID(0, number));
  }

  private static CustomerId customer(int number) {
    return new CustomerId(new UUID(0, number));
  }

  private static StableIds.Assignment assign(
      Map<ProfileId, CustomerId> old, List<List<ProfileId>> clusters) {
    var next = new int[] {1000};
    return StableIds.assign(
        old, clusters, id -> id.value().getLeastSignificantBits(), () -> customer(next[0]++));
  }

  @Test
  void theMajorityKeepsTheIdWhenACustomerSplits() {
    var old = Map.of(profile(1), customer(1), profile(2), customer(1), profile(3), customer(1));
    var now = assign(old, List.of(List.of(profile(1)), List.of(profile(2), profile(3))));
    assertThat(now.assigned())
        .containsEntry(profile(2), customer(1))
        .containsEntry(profile(1), customer(1000));
    assertThat(now.merged()).isEmpty();
  }

  @Test
  void theLargerCustomerSurvivesAMergeAndTheOtherBecomesAnAlias() {
    var old = Map.of(profile(1), customer(1), profile(2), customer(2), profile(3), customer(2));
    var now = assign(old, List.of(List.of(profile(1), profile(2), profile(3))));
    assertThat(now.assigned().values()).containsOnly(customer(2));
    assertThat(now.merged()).containsExactly(Map.entry(customer(1), customer(2)));
  }

  @Test
  void amongEqualsTheOldestSurvives() {
    var old = Map.of(profile(1), customer(5), profile(2), customer(4));
    var now = assign(old, List.of(List.of(profile(1), profile(2))));
    assertThat(now.assigned().values()).containsOnly(customer(4));
  }

  @Test
  void anEmptiedCustomerIsNamed() {
    var now = assign(Map.of(profile(1), customer(1)), List.of());
    assertThat(now.emptied()).containsExactly(customer(1));
  }

  @Test
  void randomChangesKeepEveryRule() {
    for (var seed = 0; seed < 500; seed++) {
      var random = new SplittableRandom(seed);
      var old = new HashMap<ProfileId, CustomerId>();
      var parts = new TreeMap<Integer, List<ProfileId>>();
      for (var i = 0; i < 40; i++) {
        if (random.nextInt(4) > 0) {
          old.put(profile(i), customer(random.nextInt(12)));
        }
        parts.computeIfAbsent(random.nextInt(15), key -> new ArrayList<>()).add(profile(i));
      }
      check(seed, old, List.copyOf(parts.values()));
    }
  }

  private static void check(
      int seed, Map<ProfileId, CustomerId> old, List<List<ProfileId>> clusters) {
    var now = assign(old, clusters);
    var owners = new HashSet<CustomerId>();
    for (var cluster : clusters) {
      var ids = new HashSet<>(cluster.stream().map(p -> now.assigned().get(p)).toList());
      assertThat(ids).as("seed %d: one id per cluster", seed).hasSize(1);
      assertThat(owners.addAll(ids)).as("seed %d: one cluster per id", seed).isTrue();
    }
    for (var id : new HashSet<>(old.values())) {
      var lives = owners.contains(id);
      var merged = now.merged().containsKey(id);
      var ended = now.emptied().contains(id);
      assertThat(List.of(lives, merged, ended)).as("seed %d", seed).containsOnlyOnce(true);
    }
    assertThat(owners).as("seed %d", seed).containsAll(now.merged().values());
  }
}
