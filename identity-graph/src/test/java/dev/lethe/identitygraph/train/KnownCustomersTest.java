package dev.lethe.identitygraph.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.score.Model;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KnownCustomersTest {

  private final Crowd crowd = new Crowd(400, 1, false);

  @Test
  void theOrderOfProfilesAndCustomersDoesNotMatter() {
    var expected = train(customers());
    Collections.shuffle(crowd.profiles, new Random(3));
    var shuffled = new ArrayList<>(customers());
    Collections.shuffle(shuffled, new Random(4));
    assertThat(train(shuffled)).isEqualTo(expected);
  }

  @Test
  void whatOnePersonsProfilesShareSpeaksForOnePerson() {
    var model = train(customers());
    assertThat(level(model, "birth_date", "exact").m()).isGreaterThan(.5);
    assertThat(level(model, "birth_date", "different").weight()).isNegative();
    assertThat(model.aliases()).isEmpty();
  }

  @Test
  void whatNoPairShowedIsWorthWhatIsBelieved() {
    var model = train(customers());
    var unseen = "postcode unknown, place unknown, 20+ bits";
    assertThat(level(model, "location", unseen).weight())
        .isCloseTo(level(Model.believed(), "location", unseen).weight(), within(1.0));
    assertThat(level(model, "national_id", "equal").weight())
        .isCloseTo(level(Model.believed(), "national_id", "equal").weight(), within(.1));
  }

  @Test
  void aHousemateLevelIsNeverMuchRarerThanTheSameLevelOfStrangers() {
    var model = train(customers());
    var strange = level(model, "birth_date", "different").m();
    var home =
        model.fields().stream()
            .filter(one -> one.field().equals("birth_date"))
            .flatMap(one -> one.household().stream())
            .filter(one -> one.name().equals("clearly different"))
            .findFirst()
            .orElseThrow();
    assertThat(home.m()).isGreaterThan(strange / 4);
  }

  @Test
  void customersThatLeaveSomebodyOutOrHoldSomebodyTwiceAreRefused() {
    var customers = new ArrayList<>(customers());
    var left = customers.removeFirst();
    assertThatIllegalArgumentException().isThrownBy(() -> train(customers));
    customers.add(left);
    customers.add(left);
    assertThatIllegalArgumentException().isThrownBy(() -> train(customers));
  }

  private Model train(Collection<List<ProfileId>> customers) {
    return new KnownCustomers(Model.believed(), 5).train(crowd.profiles, customers, "known-1");
  }

  private Collection<List<ProfileId>> customers() {
    var customers = new TreeMap<Integer, List<ProfileId>>();
    crowd.person.forEach((profile, person) ->
        customers.computeIfAbsent(person, p -> new ArrayList<>()).add(profile));
    return customers.values();
  }

  private static Model.Level level(Model model, String field, String level) {
    return model.fields().stream()
        .filter(one -> one.field().equals(field))
        .flatMap(one -> one.levels().stream())
        .filter(one -> one.name().equals(level))
        .findFirst()
        .orElseThrow();
  }
}
