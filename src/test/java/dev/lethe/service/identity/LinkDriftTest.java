package dev.lethe.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.CustomerId;
import dev.lethe.identitygraph.Profile;
import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Link;
import dev.lethe.service.identity.CustomerStore.StoredLink;
import dev.lethe.service.identity.LinkDrift.Change;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinkDriftTest {
  private static final ProfileId A = profile(1);
  private static final ProfileId B = profile(2);
  private static final ProfileId C = profile(3);
  private static final ProfileId ELSEWHERE = profile(4);
  private static final ProfileId LOCKED = profile(5);

  private final Population population = new Population("m-1");

  LinkDriftTest() {
    var customer = new CustomerId(new UUID(1, 1));
    add(A, customer, true);
    add(B, customer, true);
    add(C, customer, true);
    add(ELSEWHERE, new CustomerId(new UUID(1, 2)), true);
    add(LOCKED, customer, false);
  }

  @Test
  void aWeightThatHardlyMovedStays() {
    var drift = new LinkDrift(population, List.of(new Link(A, B, 7.5)));
    assertThat(drift.of(stored(A, B, 7, "m-1"))).isEmpty();
    assertThat(drift.missing()).isEmpty();
  }

  @Test
  void aWeightThatMovedOrIsAnotherModelsIsWrittenAnew() {
    var drift = new LinkDrift(population, List.of(new Link(B, C, 4), new Link(A, B, 7.51)));
    assertThat(drift.of(stored(A, B, 7, "m-1"))).contains(new Change(A, B, 7.51f));
    assertThat(drift.of(stored(B, C, 4, "m-0"))).contains(new Change(B, C, 4f));
  }

  @Test
  void aLinkThatIsNoneAnyMoreGoesAndOneThatIsMissingComes() {
    var drift = new LinkDrift(population, List.of(new Link(A, C, 3)));
    assertThat(drift.of(stored(A, B, 7, "m-1"))).contains(new Change(A, B, null));
    assertThat(drift.missing()).containsExactly(new Change(A, C, 3f));
  }

  @Test
  void betweenCustomersAndBesideWhatCannotBeReadNothingIsTouched() {
    var drift = new LinkDrift(population, List.of(new Link(A, ELSEWHERE, 9)));
    assertThat(drift.of(stored(A, ELSEWHERE, 2, "m-0"))).isEmpty();
    assertThat(drift.of(stored(A, LOCKED, 2, "m-0"))).isEmpty();
    assertThat(drift.missing()).isEmpty();
  }

  private void add(ProfileId id, CustomerId customer, boolean opened) {
    var key = new KeyId(new UUID(3, 3));
    var row = new StoredProfile(id, "shop", key, new byte[0], new byte[0], customer, true, 1);
    population.add(row, opened ? new Profile(id, "shop", Attributes.NONE) : null);
  }

  private static StoredLink stored(ProfileId a, ProfileId b, double weight, String model) {
    return new StoredLink(new Link(a, b, weight), model);
  }

  private static ProfileId profile(int number) {
    return new ProfileId(new UUID(2, number));
  }
}
