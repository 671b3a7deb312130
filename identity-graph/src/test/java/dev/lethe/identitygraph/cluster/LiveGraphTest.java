package dev.lethe.identitygraph.cluster;

import static dev.lethe.identitygraph.Raw.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.Raw;
import dev.lethe.identitygraph.score.CountedFrequencies;
import dev.lethe.identitygraph.score.Frequencies;
import dev.lethe.identitygraph.score.Model;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LiveGraphTest {

  private static final List<String> GIVEN =
      List.of("anna", "bernd", "carla", "dieter", "elke", "frank", "gerda", "heinz");
  private static final List<String> FAMILY =
      List.of("vogel", "kruse", "lindner", "schmidt", "winter", "otto");

  private final SplittableRandom ids = new SplittableRandom(9);

  @Test
  void anArrivalJoinsTheCustomerItBelongsTo() {
    var graph = graph(Constraints.NONE);
    var card = profile(raw().name("Anna", "Vogel").email("anna@vogel.example").born("1980-03-09"));
    var web = profile(raw().name("Anna", "Vogel").email("anna@vogel.example"));
    var other = profile(raw().name("Heinz", "Kruse").email("heinz@kruse.example"));
    List.of(card, other, web).forEach(graph::put);

    assertThat(graph.customers())
        .containsExactlyInAnyOrder(sorted(card.id(), web.id()), List.of(other.id()));
  }

  @Test
  void aChangeOrADepartureIsAsIfTheOldValuesHadNeverBeen() {
    var graph = graph(Constraints.NONE);
    var bridge = raw().name("Anna", "Vogel").email("anna@vogel.example", "a.vogel@work.example");
    var one = profile(raw().name("Anna", "Vogel").email("anna@vogel.example"));
    var both = profile(bridge);
    var two = profile(raw().name("Anna", "Vogel").email("a.vogel@work.example"));
    List.of(one, both, two).forEach(graph::put);
    assertThat(graph.customers()).hasSize(1);

    graph.put(new Profile(two.id(), "crm", raw().name("Heinz", "Kruse").attributes()));
    assertThat(graph.customers()).hasSize(2);

    graph.remove(both.id());
    graph.remove(both.id());
    assertThat(graph.customers()).containsExactlyInAnyOrder(List.of(one.id()), List.of(two.id()));
  }

  @Test
  void decisionsHoldWhateverTheOrder() {
    var one = profile(raw().name("Anna", "Vogel").email("anna@vogel.example"));
    var same = profile(raw().name("Anna", "Vogel").email("anna@vogel.example"));
    var stranger = profile(raw().name("Heinz", "Kruse").phone("030 7654321"));
    var constraints =
        new Constraints(
            Set.of(),
            Set.of(new Constraints.Pair(one.id(), same.id())),
            Set.of(new Constraints.Pair(one.id(), stranger.id())));
    for (var order : List.of(List.of(one, same, stranger), List.of(stranger, same, one))) {
      var graph = graph(constraints);
      order.forEach(graph::put);
      assertThat(graph.customers())
          .containsExactlyInAnyOrder(sorted(one.id(), stranger.id()), List.of(same.id()));
    }
  }

  @Test
  void onceSettledTheOrderOfComingAndGoingNoLongerMatters() {
    for (var seed = 0; seed < 25; seed++) {
      var random = new Random(seed);
      var profiles = people(random, 60);
      var frequencies = CountedFrequencies.of(profiles.stream().map(Profile::attributes).toList());
      var batch =
          new PopulationResolver(Model.shipped(), frequencies, Settings.RESOLVE)
              .resolve(profiles, Constraints.NONE, GenericValues.NONE)
              .resolution()
              .clusters();
      var graph = graph(Constraints.NONE);
      comeAndGo(graph, profiles, random);
      assertThat(graph.customers().stream().flatMap(List::stream))
          .containsExactlyInAnyOrderElementsOf(profiles.stream().map(Profile::id).toList());

      graph.settle(frequencies);
      assertThat(graph.customers()).as("seed %d", seed).isEqualTo(batch);
      assertThat(graph.settle(frequencies)).isZero();
    }
  }

  private static void comeAndGo(LiveGraph graph, List<Profile> profiles, Random random) {
    var order = new ArrayList<>(profiles);
    Collections.shuffle(order, random);
    for (var profile : order) {
      graph.put(profile);
      if (random.nextInt(4) == 0) {
        var again = order.get(random.nextInt(order.indexOf(profile) + 1));
        graph.remove(again.id());
        graph.put(again);
      }
    }
  }

  private static LiveGraph graph(Constraints constraints) {
    return new LiveGraph(Model.shipped(), Frequencies.none(), Settings.RESOLVE, constraints);
  }

  private static List<ProfileId> sorted(ProfileId... ids) {
    return List.of(ids).stream().sorted().toList();
  }

  private Profile profile(Raw values) {
    return new Profile(ProfileId.next(ids), "crm", values.attributes());
  }

  private List<Profile> people(Random random, int count) {
    var profiles = new ArrayList<Profile>();
    for (var i = 0; i < count; i++) {
      var given = GIVEN.get(random.nextInt(GIVEN.size()));
      var family = FAMILY.get(random.nextInt(FAMILY.size()));
      var values = raw().name(given, family);
      profiles.add(
          profile(
              random.nextBoolean()
                  ? values.email(given + "@" + family + ".example")
                  : values.born("198" + random.nextInt(4) + "-03-09")));
    }
    return profiles;
  }
}
