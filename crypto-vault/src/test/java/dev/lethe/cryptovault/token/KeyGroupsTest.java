package dev.lethe.cryptovault.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.cryptovault.KeyId;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyGroupsTest {
  @Test
  void itemsOfOneKeyStandTogetherInOrder() {
    var a = KeyId.random(new SecureRandom());
    var b = KeyId.random(new SecureRandom());
    var groups = KeyGroups.of(List.of(a, b, a, a, b));
    assertThat(groups.keys()).containsExactly(a, b);
    assertThat(groups.places().get(0)).containsExactly(0, 2, 3);
    assertThat(groups.places().get(1)).containsExactly(1, 4);
  }

  @Test
  void emptyBatchHasNoGroups() {
    assertThat(KeyGroups.of(List.of()).keys()).isEmpty();
  }
}
