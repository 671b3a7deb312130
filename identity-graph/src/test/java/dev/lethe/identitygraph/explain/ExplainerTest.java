package dev.lethe.identitygraph.explain;

import static dev.lethe.identitygraph.Raw.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lethe.identitygraph.score.Frequencies;
import dev.lethe.identitygraph.score.Model;
import dev.lethe.identitygraph.score.Scorer;
import org.junit.jupiter.api.Test;

class ExplainerTest {
  private final Explainer explainer =
      new Explainer(new Scorer(Model.shipped(), Frequencies.none()), 0);

  private Explanation example(String born, String phone) {
    var one = raw().name("Annegret", "Hollerbach").email("annegret.h@web.de");
    var other = raw().name("Annegret", "Hollerbach").email("annegret.h@web.de");
    return explainer.why(
        one.phone("0221 445566").born("1980-03-04").attributes(),
        other.phone(phone).born(born).address("Lindenweg 7", "50667", "Köln").attributes());
  }

  @Test
  void findingsAndPriorAddUpToTheTotal() {
    var why = example("1980-04-03", "0221 445567");
    var sum = why.findings().stream().mapToDouble(Explanation.Finding::weight).sum();
    assertThat(why.total()).isCloseTo(why.prior() + sum, within(.3));
    assertThat(why.sentence()).startsWith("Probably one person").contains("email");
  }

  @Test
  void noValueShowsInFull() {
    assertThat(example("1980-04-03", "0221 445567").toString())
        .contains("a•••@web.de")
        .doesNotContainIgnoringCase("annegret")
        .doesNotContainIgnoringCase("hollerbach")
        .doesNotContain("445566", "-03-04", "50667");
  }

  @Test
  void nothingInCommonIsSaidPlainly() {
    var why =
        explainer.why(
            raw().name("Ute", "Meier").attributes(), raw().name("Max", "Bauer").attributes());
    assertThat(why.sentence())
        .startsWith("Probably not one person")
        .contains("nothing speaks for it");
    assertThat(why.total()).isNegative();
  }

  @Test
  void theBarsOfAWaterfallLeadFromNothingToTheTotal() {
    for (var phone : java.util.List.of("0221 445566", "030 998877")) {
      var why = example("1980-04-03", phone);
      var fall = Waterfall.of(why);
      var at = 0.0;
      for (var bar : fall.bars()) {
        assertThat(bar.from()).isCloseTo(at, within(.001));
        assertThat(bar.to() - bar.from()).isCloseTo(bar.bits(), within(.011));
        at = bar.to();
      }
      assertThat(at).isCloseTo(why.total(), within(.006));
      assertThat(fall.bars().getFirst().field()).isEqualTo("prior");
      assertThat(fall.toString()).doesNotContainIgnoringCase("hollerbach");
    }
  }
}
