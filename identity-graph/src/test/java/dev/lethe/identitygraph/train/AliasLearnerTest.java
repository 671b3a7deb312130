package dev.lethe.identitygraph.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.Raw;
import dev.lethe.identitygraph.score.CountedFrequencies;
import dev.lethe.identitygraph.score.FrequencyKind;
import dev.lethe.identitygraph.score.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AliasLearnerTest {
  private final List<Profile> profiles = new ArrayList<>();
  private final List<int[]> clusters = new ArrayList<>();

  AliasLearnerTest() {
    for (int i = 0; i < 200; i++) {
      people(1, "Vor" + letters(i), "Vor" + letters(i), "Ort" + letters(i), "Ort" + letters(i));
    }
  }

  @Test
  void namesAndPlacesThatManyPeopleShareAreLearned() {
    people(5, "Walburga", "Burgi", "Mittelort", "Nordend");
    assertThat(learned())
        .extracting(Model.Alias::kind, Model.Alias::a, Model.Alias::b)
        .containsExactly(
            tuple(FrequencyKind.NAME_TOKEN, "burgi", "walburga"),
            tuple(FrequencyKind.PLACE, "mittelort", "nordend"));
  }

  @Test
  void whatFourPeopleShareIsTheirsAndNotLearned() {
    people(4, "Walburga", "Burgi", "Mittelort", "Nordend");
    assertThat(learned()).isEmpty();
  }

  @Test
  void onePersonsManyProfilesAreOnePerson() {
    var cluster = new int[40];
    for (int i = 0; i < cluster.length; i++) {
      cluster[i] = add(i % 2 == 0 ? "Walburga" : "Burgi", "Einzig", "Mittelort");
    }
    clusters.add(cluster);
    assertThat(learned()).isEmpty();
  }

  private List<Model.Alias> learned() {
    var frequencies = CountedFrequencies.of(profiles.stream().map(Profile::attributes).toList());
    return new AliasLearner(profiles, frequencies).learn(clusters.toArray(int[][]::new));
  }

  /** So many people, each with a profile of either name and town. */
  private void people(int count, String one, String other, String town, String suburb) {
    for (int i = 0; i < count; i++) {
      var family = "Nach" + letters(profiles.size());
      clusters.add(new int[] {add(one, family, town), add(other, family, suburb)});
    }
  }

  private int add(String given, String family, String town) {
    var attributes = Raw.raw().name(given, family).address("Gasse 1", "10115", town).attributes();
    profiles.add(new Profile(new ProfileId(new UUID(7, profiles.size())), "source", attributes));
    return profiles.size() - 1;
  }

  private static String letters(int number) {
    return "" + (char) ('a' + number / 26) + (char) ('a' + number % 26) + "x";
  }
}
