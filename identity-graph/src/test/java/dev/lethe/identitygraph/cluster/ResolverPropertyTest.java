package dev.lethe.identitygraph.cluster;

import static dev.lethe.identitygraph.Raw.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.Raw;
import dev.lethe.identitygraph.score.Frequencies;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Scorer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResolverPropertyTest {
  private static final List<String> GIVEN =
      List.of("anna", "bernd", "carla", "dieter", "elke", "frank", "gerda", "heinz");
  private static final List<String> FAMILY =
      List.of("vogel", "kruse", "lindner", "schmidt", "winter", "otto");

  private final Resolver resolver =
      new Resolver(new Scorer(Model.shipped(), Frequencies.none()), Settings.RESOLVE);

  @Test
  void theOrderOfProfilesMakesNoDifference() {
    for (var seed = 0; seed < 20; seed++) {
      var profiles = people(new Random(seed), 60, "crm");
      var expected = resolver.resolve(profiles, Constraints.NONE);
      for (var shuffle = 0; shuffle < 5; shuffle++) {
        Collections.shuffle(profiles, new Random(shuffle));
        assertThat(resolver.resolve(profiles, Constraints.NONE))
            .as("seed %d", seed)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void everyProfileIsInExactlyOneCustomer() {
    for (var seed = 0; seed < 20; seed++) {
      var profiles = people(new Random(seed), 80, "crm");
      var clusters = resolver.resolve(profiles, Constraints.NONE).clusters();
      assertThat(clusters.stream().flatMap(List::stream))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(profiles.stream().map(Profile::id).toList());
    }
  }

  @Test
  void aSourceWithoutDuplicatesGivesACustomerOneProfile() {
    var random = new Random(3);
    var profiles = people(random, 60, "web");
    profiles.addAll(people(random, 60, "crm"));
    var web = profiles.stream().filter(p -> p.source().equals("web")).map(Profile::id).toList();
    var constraints = new Constraints(Set.of("web"), Set.of(), Set.of());
    assertThat(resolver.resolve(profiles, constraints).clusters())
        .allSatisfy(cluster ->
            assertThat(cluster.stream().filter(web::contains)).hasSizeLessThanOrEqualTo(1))
        .anySatisfy(cluster -> assertThat(cluster).hasSizeGreaterThan(1));
  }

  @Test
  void profilesKeptApartStayApart() {
    var random = new Random(4);
    var anna = raw().name("Anna", "Vogel").email("anna.vogel@web.de");
    var one = profile(random, anna, "crm");
    var other = profile(random, anna, "pos");
    assertThat(resolver.resolve(List.of(one, other), Constraints.NONE).clusters()).hasSize(1);
    var apart =
        new Constraints(Set.of(), Set.of(new Constraints.Pair(other.id(), one.id())), Set.of());
    assertThat(resolver.resolve(List.of(one, other), apart).clusters()).hasSize(2);
  }

  @Test
  void profilesDecidedToBeOneAreOneInAnyOrderAndAgainstTheirSource() {
    for (var seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      var profiles = people(random, 40, "web");
      var one = profiles.get(random.nextInt(20)).id();
      var other = profiles.get(20 + random.nextInt(20)).id();
      var together = Set.of(new Constraints.Pair(one, other));
      var constraints = new Constraints(Set.of("web"), Set.of(), together);
      var expected = resolver.resolve(profiles, constraints);
      assertThat(expected.clusters())
          .as("seed %d", seed)
          .anySatisfy(cluster -> assertThat(cluster).contains(one, other));
      Collections.shuffle(profiles, random);
      assertThat(resolver.resolve(profiles, constraints)).isEqualTo(expected);
    }
  }

  @Test
  void aChainOfDecisionsMayNotJoinWhatIsDecidedToBeTwo() {
    var profiles = people(new Random(6), 3, "crm");
    var ids = profiles.stream().map(Profile::id).toList();
    var constraints =
        new Constraints(
            Set.of(),
            Set.of(new Constraints.Pair(ids.get(0), ids.get(2))),
            Set.of(
                new Constraints.Pair(ids.get(0), ids.get(1)),
                new Constraints.Pair(ids.get(1), ids.get(2))));
    assertThatIllegalArgumentException().isThrownBy(() -> resolver.resolve(profiles, constraints));
  }

  @Test
  void aSharedPhoneDoesNotChainStrangers() {
    var random = new Random(5);
    var profiles = new ArrayList<Profile>();
    for (var i = 0; i < 30; i++) {
      var someone = raw().name(letters(random), letters(random)).phone("030 7654321");
      profiles.add(profile(random, someone.born("19" + (40 + i) + "-03-1" + i % 10), "pos"));
    }
    assertThat(resolver.resolve(profiles, Constraints.NONE).clusters()).hasSize(30);
  }

  static List<Profile> people(Random random, int count, String source) {
    var profiles = new ArrayList<Profile>();
    for (var i = 0; i < count; i++) {
      var given = GIVEN.get(random.nextInt(GIVEN.size()));
      var family = FAMILY.get(random.nextInt(FAMILY.size()));
      var raw = raw().name(given, family);
      if (random.nextBoolean()) {
        raw.email(given + "." + family + random.nextInt(2) + "@web.de");
      }
      if (random.nextBoolean()) {
        raw.born("19" + (50 + random.nextInt(3)) + "-0" + (1 + random.nextInt(3)) + "-11");
      }
      if (random.nextBoolean()) {
        raw.address("Weg " + random.nextInt(3), "5066" + random.nextInt(3), "Köln");
      }
      profiles.add(profile(random, raw, source));
    }
    return profiles;
  }

  private static String letters(Random random) {
    return random
        .ints(7, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static Profile profile(Random random, Raw raw, String source) {
    return new Profile(ProfileId.next(random), source, raw.attributes());
  }
}
