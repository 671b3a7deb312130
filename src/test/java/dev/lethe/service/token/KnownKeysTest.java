package dev.lethe.service.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.cryptovault.KeyId;
import dev.lethe.identitygraph.ProfileId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
  private static final int MOST = 3_000;
  private final SplittableRandom random = new SplittableRandom(28);
  private final KnownKeys known = new KnownKeys(MOST);

  private Map<ProfileId, KeyId> some(int count) {
    var all = new HashMap<ProfileId, KeyId>();
    for (int i = 0; i < count; i++) {
      all.put(ProfileId.next(random), new KeyId(new UUID(random.nextLong(), random.nextLong())));
    }
    return all;
  }

  @Test
  void everyProfileHasItsOwnKey() {
    var all = some(MOST);
    known.add(all);
    var profiles = List.copyOf(all.keySet());
    assertThat(known.of(profiles)).isEqualTo(profiles.stream().map(all::get).toList());
  }

  @Test
  void profileThatWasNotAddedIsNotKnown() {
    known.add(some(MOST));
    assertThat(known.of(List.of(ProfileId.next(random), new ProfileId(new UUID(0, 0)))))
        .containsOnlyNulls();
  }

  @Test
  void idsThatBeginAtOnePlaceAreToldApart() {
    var alike = new HashMap<ProfileId, KeyId>();
    for (int i = 1; i <= 200; i++) {
      alike.put(new ProfileId(new UUID(i, 7)), new KeyId(new UUID(7, i)));
    }
    known.add(alike);
    var profiles = List.copyOf(alike.keySet());
    assertThat(known.of(profiles)).isEqualTo(profiles.stream().map(alike::get).toList());
  }

  @Test
  void profilesAskedForAgainAndAgainStayKnownWhileOthersComeAndGo() {
    var regulars = some(100);
    known.add(regulars);
    var profiles = List.copyOf(regulars.keySet());
    var all = new HashMap<>(regulars);
    for (int i = 0; i < 20; i++) {
      var passing = some(MOST / 2);
      all.putAll(passing);
      known.add(passing);
      assertThat(known.of(profiles)).isEqualTo(profiles.stream().map(regulars::get).toList());
    }
    var asked = new ArrayList<>(all.keySet());
    var keys = known.of(asked);
    int found = 0;
    for (int i = 0; i < asked.size(); i++) {
      if (keys.get(i) != null) {
        assertThat(keys.get(i)).isEqualTo(all.get(asked.get(i)));
        found++;
      }
    }
    assertThat(found).isBetween(MOST, 2 * MOST);
  }

  @Test
  void tableOfNothingIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new KnownKeys(0));
  }
}
