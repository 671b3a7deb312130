package dev.lethe.identitygraph.pprl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClkMatcherPropertyTest {

  private static final LinkageSchema SCHEMA = LinkageSchema.shipped("person-address-1");

  private record Files(List<EncodedRecord> left, List<EncodedRecord> right) {

    static Files of(long seed, int people) {
      var random = new SplittableRandom(seed);
      var here = new ArrayList<Map<String, String>>();
      var there = new ArrayList<Map<String, String>>();
      for (var i = 0; i < people; i++) {
        var person = People.person(random);
        here.add(person);
        there.add(i % 2 == 0 ? People.slipped(person, random) : People.person(random));
      }
      return new Files(People.encoded("", here), People.encoded("", there));
    }

    List<LinkedPair> pairs() {
      return pairs(left, right);
    }

    static List<LinkedPair> pairs(List<EncodedRecord> left, List<EncodedRecord> right) {
      var matcher = new ClkMatcher(left, right);
      return matcher.match(matcher.threshold(SCHEMA), done -> {});
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyPersonInBothFilesIsFoundAndNobodyElse(long seed) {
    var pairs = Files.of(seed, 400).pairs();

    assertThat(pairs).allMatch(pair -> pair.left().equals(pair.right()));
    assertThat(pairs).hasSizeGreaterThanOrEqualTo(198);
    assertThat(pairs).allMatch(pair -> Integer.parseInt(pair.left()) % 2 == 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void theOrderOfTheRecordsMakesNoDifference(long seed) {
    var files = Files.of(seed, 200);
    var left = new ArrayList<>(files.left());
    var right = new ArrayList<>(files.right());
    Collections.shuffle(left, new Random(seed));
    Collections.shuffle(right, new Random(seed + 1));

    assertThat(Files.pairs(left, right)).isEqualTo(files.pairs());
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void swappingTheFilesOnlySwapsTheSides(long seed) {
    var files = Files.of(seed, 200);
    var swapped =
        Files.pairs(files.right(), files.left()).stream()
            .map(pair -> new LinkedPair(pair.right(), pair.left(), pair.score(), pair.runnerUp()))
            .toList();

    assertThat(swapped).isEqualTo(files.pairs());
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 11})
  void skippingHopelessPairsLosesNone(long seed) {
    var files = Files.of(seed, 60);
    for (var threshold : new double[] {.55, .65, .8, 1}) {
      var left = new PackedFilters(files.left());
      var right = new PackedFilters(files.right());
      for (var i = 0; i < left.size(); i++) {
        for (var j = 0; j < right.size(); j++) {
          var honest = clk(files.left(), left.id(i)).dice(clk(files.right(), right.id(j)));
          assertThat(left.dice(i, right, j, threshold)).isEqualTo(honest < threshold ? 0 : honest);
        }
      }
    }
  }

  @Test
  void everyRecordIsLinkedAtMostOnceAndTiesFallToTheSmallerIds() {
    var clk = Files.of(12, 2).left().getFirst().clk();
    var left = List.of(new EncodedRecord("b", clk), new EncodedRecord("a", clk));
    var right = List.of(new EncodedRecord("y", clk), new EncodedRecord("x", clk));

    assertThat(new ClkMatcher(left, right).match(.9, done -> {}))
        .containsExactly(new LinkedPair("a", "x", 1, 1), new LinkedPair("b", "y", 1, 1));
  }

  @Test
  void filesTooSmallToJudgeByKeepTheStrictThreshold() {
    var files = Files.of(13, 20);
    assertThat(new ClkMatcher(files.left(), files.right()).threshold(SCHEMA))
        .isEqualTo(SCHEMA.threshold());
  }

  @Test
  void housematesInAFileRaiseTheThreshold() {
    var random = new SplittableRandom(14);
    var alone = new ArrayList<Map<String, String>>();
    var couples = new ArrayList<Map<String, String>>();
    for (var i = 0; i < 150; i++) {
      var person = People.person(random);
      var partner = People.person(random);
      for (var shared : List.of("family_name", "street", "house_number", "city", "postcode")) {
        partner.put(shared, person.getOrDefault(shared, ""));
      }
      alone.add(person);
      couples.add(person);
      couples.add(partner);
    }
    var singles = People.encoded("", alone);
    var both = People.encoded("", couples);

    assertThat(new ClkMatcher(both, singles).threshold(SCHEMA))
        .isGreaterThan(new ClkMatcher(singles, singles).threshold(SCHEMA));
  }

  @Test
  void twoRecordsWithOneIdAreRefused() {
    var record = Files.of(15, 1).left().getFirst();
    assertThatThrownBy(() -> new ClkMatcher(List.of(record, record), List.of()))
        .hasMessageContaining("same id");
  }

  @Test
  void emptyFilesMatchNothing() {
    assertThat(Files.pairs(List.of(), List.of())).isEmpty();
  }

  @Test
  void aThresholdThatEverybodyReachesIsRefused() {
    var clk = Files.of(16, 1).left().getFirst().clk();
    var many = IntStream.range(0, 2_300).mapToObj(i -> new EncodedRecord("r" + i, clk)).toList();
    assertThatThrownBy(() -> new ClkMatcher(many, many).match(.9, done -> {}))
        .hasMessageContaining("too low");
  }

  private static Clk clk(List<EncodedRecord> records, String id) {
    return records.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow().clk();
  }
}
