package dev.lethe.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.identitygraph.ProfileId;
import dev.lethe.identitygraph.cluster.Constraints.Pair;
import dev.lethe.service.identity.Decisions.Standing;
import dev.lethe.service.identity.Decisions.Verdict;
import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecisionBookTest {

  private static Pair pair(int a, int b) {
    return new Pair(new ProfileId(new UUID(0, a)), new ProfileId(new UUID(0, b)));
  }

  private static Standing standing(Verdict verdict, int number, int a, int b) {
    return new Standing(new UUID(1, number), verdict, pair(a, b));
  }

  @Test
  void aChainOfSameMayNotReachWhatIsDifferent() {
    var book = new DecisionBook(new ArrayList<>());
    book.add(standing(Verdict.SAME, 1, 1, 2));
    book.add(standing(Verdict.DIFFERENT, 2, 1, 4));
    book.add(standing(Verdict.SAME, 3, 3, 4));
    assertThat(book.against(Verdict.SAME, pair(2, 3)))
        .hasValueSatisfying(d -> assertThat(d.decision()).isEqualTo(new UUID(1, 2)));
    assertThat(book.against(Verdict.SAME, pair(2, 5))).isEmpty();
    assertThat(book.against(Verdict.DIFFERENT, pair(1, 2)))
        .hasValueSatisfying(d -> assertThat(d.decision()).isEqualTo(new UUID(1, 1)));
    assertThat(book.against(Verdict.DIFFERENT, pair(2, 4))).isEmpty();
  }

  @Test
  void whatTheBookAcceptsNeverContradictsItself() {
    for (var seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var book = new DecisionBook(new ArrayList<>());
      var taken = new ArrayList<Standing>();
      for (var n = 0; n < 30; n++) {
        var a = random.nextInt(8);
        var b = (a + 1 + random.nextInt(7)) % 8;
        var next = standing(random.nextBoolean() ? Verdict.SAME : Verdict.DIFFERENT, n, a, b);
        if (book.against(next.verdict(), next.pair()).isEmpty()) {
          book.add(next);
          taken.add(next);
        } else {
          assertThat(consistent(taken, next)).as("seed %d refused for nothing", seed).isFalse();
        }
        assertThat(consistent(taken, null)).as("seed %d", seed).isTrue();
      }
    }
  }

  private static boolean consistent(
      Iterable<Standing> standing, @org.jspecify.annotations.Nullable Standing more) {
    var all = new ArrayList<Standing>();
    standing.forEach(all::add);
    if (more != null) {
      all.add(more);
    }
    var group = new int[8];
    for (var i = 0; i < 8; i++) {
      group[i] = i;
    }
    for (var one : all) {
      if (one.verdict() == Verdict.SAME) {
        var from = group[number(one.pair().a())];
        var to = group[number(one.pair().b())];
        for (var i = 0; i < 8; i++) {
          group[i] = group[i] == from ? to : group[i];
        }
      }
    }
    return all.stream()
        .filter(one -> one.verdict() == Verdict.DIFFERENT)
        .noneMatch(one -> group[number(one.pair().a())] == group[number(one.pair().b())]);
  }

  private static int number(ProfileId profile) {
    return (int) profile.value().getLeastSignificantBits();
  }
}
