package dev.lethe.identitygraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

  @Test
  void everyIdReadsBackAsItself() {
    var random = new SplittableRandom(1);
    for (var i = 0; i < 10_000; i++) {
      var id = ProfileId.next(random);
      assertThat(ProfileId.parse(id.toString())).isEqualTo(id);
    }
    assertThat(new CustomerId(new UUID(0, 0))).hasToString("cus_" + "0".repeat(26));
    assertThat(new CustomerId(new UUID(-1, -1))).hasToString("cus_7" + "z".repeat(25));
  }

  @Test
  void idsSortAsTheirTextDoes() {
    var random = new SplittableRandom(2);
    for (var i = 0; i < 1000; i++) {
      var a = ProfileId.next(random);
      var b = ProfileId.next(random);
      assertThat(Integer.signum(a.compareTo(b)))
          .isEqualTo(Integer.signum(a.toString().compareTo(b.toString())));
    }
  }

  @Test
  void otherTextIsRefusedWithoutRepeatingIt() {
    for (var text :
        new String[] {
          "", "prf_", "cus_" + "0".repeat(26), "prf_" + "u".repeat(26), "prf_8" + "0".repeat(25)
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ProfileId.parse(text))
          .withMessageNotContaining("uuuu");
    }
  }
}
