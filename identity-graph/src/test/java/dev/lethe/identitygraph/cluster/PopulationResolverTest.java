package dev.lethe.identitygraph.cluster;

import static dev.lethe.identitygraph.Raw.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.Raw;
import dev.lethe.identitygraph.block.BlockingKey;
import dev.lethe.identitygraph.block.BlockingRule;
import dev.lethe.identitygraph.score.Frequencies;
import dev.lethe.identitygraph.score.FrequencyKind;
import dev.lethe.identitygraph.score.Model;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PopulationResolverTest {
  private static final BlockingKey TILL = new BlockingKey(BlockingRule.PHONE, "+49307654321");

  private final Random random = new Random(11);
  private final PopulationResolver resolver =
      new PopulationResolver(Model.shipped(), Frequencies.none(), Settings.RESOLVE);

  @Test
  void aTillPhoneOnThirtyCustomersCountsForNothingAndPeopleAreApartAgain() {
    var one = profile(raw().name("Anna", "Vogel").phone("030 7654321"));
    var other = profile(raw().name("Anna", "Vogel").phone("030 7654321"));
    assertThat(clusters(List.of(one, other))).hasSize(1);

    var all = new ArrayList<>(strangers(30));
    all.add(one);
    all.add(other);
    var outcome = resolver.resolve(all, Constraints.NONE, GenericValues.NONE);
    assertThat(outcome.generic().levels()).isEqualTo(Map.of(TILL, GenericValues.Level.NO_EVIDENCE));
    assertThat(outcome.generic().demotes(FrequencyKind.PHONE, "+49307654321")).isTrue();
    assertThat(outcome.resolution().clusters()).hasSize(32);
  }

  @Test
  void aPhoneOfTwelvePeopleFindsNobodyButStillCounts() {
    var outcome = resolver.resolve(strangers(12), Constraints.NONE, GenericValues.NONE);
    assertThat(outcome.generic().levels())
        .isEqualTo(Map.of(TILL, GenericValues.Level.NO_CANDIDATES));
    assertThat(outcome.generic().demotes(FrequencyKind.PHONE, "+49307654321")).isFalse();
  }

  @Test
  void aPhoneOfOnePersonsManyProfilesIsNotGeneric() {
    var profiles = new ArrayList<Profile>();
    for (var i = 0; i < 30; i++) {
      profiles.add(profile(raw().name("Anna", "Vogel").phone("030 7654321").born("1961-03-11")));
    }
    var outcome = resolver.resolve(profiles, Constraints.NONE, GenericValues.NONE);
    assertThat(outcome.generic()).isEqualTo(GenericValues.NONE);
    assertThat(outcome.rounds()).isOne();
    assertThat(outcome.resolution().clusters()).hasSize(1);
  }

  @Test
  void aListedValueCountsForNothingFromTheStart() {
    var one = profile(raw().name("Anna", "Vogel").phone("030 7654321"));
    var other = profile(raw().name("Anna", "Vogel").phone("030 7654321"));
    var listed = new GenericValues(Map.of(TILL, GenericValues.Level.NO_EVIDENCE));
    var outcome = resolver.resolve(List.of(one, other), Constraints.NONE, listed);
    assertThat(outcome.resolution().clusters()).hasSize(2);
  }

  @Test
  void roundByRoundComesOutWhatResolvingAllAnewGives() {
    for (var seed = 0; seed < 10; seed++) {
      var all = new ArrayList<>(strangers(20 + seed));
      all.addAll(ResolverPropertyTest.people(new Random(seed), 60, "crm"));
      for (var i = 0; i < 6; i++) {
        all.add(profile(raw().full("Anna Vogel").phone("030 7654321", "030 123456" + i % 2)));
      }
      var outcome = resolver.resolve(all, Constraints.NONE, GenericValues.NONE);
      assertThat(outcome.rounds()).isGreaterThan(1);
      var anew = resolver.resolve(all, Constraints.NONE, outcome.generic());
      assertThat(anew.resolution()).as("seed %d", seed).isEqualTo(outcome.resolution());
    }
  }

  @Test
  void theOrderOfProfilesMakesNoDifference() {
    var all = strangers(40);
    var expected = resolver.resolve(all, Constraints.NONE, GenericValues.NONE);
    for (var shuffle = 0; shuffle < 5; shuffle++) {
      Collections.shuffle(all, new Random(shuffle));
      assertThat(resolver.resolve(all, Constraints.NONE, GenericValues.NONE)).isEqualTo(expected);
    }
  }

  @Test
  void whoCouldBeFatherOrSonIsNeitherUntilAPersonDecides() {
    var father = profile(smith().born("1950-10-10"));
    var son = profile(smith().born("1990-03-15"));
    var either = profile(smith());
    var alone = resolver.resolve(List.of(father, either), Constraints.NONE, GenericValues.NONE);
    assertThat(alone.resolution().clusters()).hasSize(1);

    var all = List.of(father, son, either);
    var torn = resolver.resolve(all, Constraints.NONE, GenericValues.NONE).resolution();
    assertThat(torn.clusters()).hasSize(3);
    assertThat(torn.doubts())
        .extracting(Doubt::kind)
        .containsExactly(Doubt.Kind.NEAR, Doubt.Kind.NEAR);

    var pair = Set.of(new Constraints.Pair(either.id(), son.id()));
    var decided = new Constraints(Set.of(), Set.of(), pair);
    assertThat(resolver.resolve(all, decided, GenericValues.NONE).resolution().clusters())
        .hasSize(2);
  }

  @Test
  void whoCouldBeEitherOfTwoWhomAPersonToldApartIsNeither() {
    var one = profile(smith());
    var other = profile(smith());
    var either = profile(smith());
    var all = List.of(one, other, either);
    var pair = Set.of(new Constraints.Pair(one.id(), other.id()));
    var apart = new Constraints(Set.of(), pair, Set.of());
    assertThat(resolver.resolve(all, apart, GenericValues.NONE).resolution().clusters()).hasSize(3);
  }

  @Test
  void twoWhoCouldBothBeFatherOrSonAreOne() {
    var all =
        List.of(
            profile(smith().born("1950-10-10")),
            profile(smith().born("1990-03-15")),
            profile(smith()),
            profile(smith()));
    assertThat(clusters(all)).hasSize(3);
  }

  @Test
  void aProfileWithABirthDateGoesWhereItsDateIs() {
    var all =
        List.of(
            profile(smith().born("1950-10-10")),
            profile(smith().born("1990-03-15")),
            profile(smith().born("1990-03-15")));
    assertThat(clusters(all)).hasSize(2);
  }

  private static Raw smith() {
    return raw().name("John", "Smith").address("3212 Harbor Street", "60527", "Palm Harbor");
  }

  private List<List<ProfileId>> clusters(List<Profile> profiles) {
    return resolver.resolve(profiles, Constraints.NONE, GenericValues.NONE).resolution().clusters();
  }

  private List<Profile> strangers(int count) {
    var profiles = new ArrayList<Profile>();
    for (var i = 0; i < count; i++) {
      var someone = raw().name(letters(), letters()).phone("030 7654321");
      profiles.add(profile(someone.born("19" + (40 + i) + "-03-1" + i % 10)));
    }
    return profiles;
  }

  private String letters() {
    return random
        .ints(7, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private Profile profile(Raw raw) {
    return new Profile(ProfileId.next(random), "till", raw.attributes());
  }
}
