package dev.lethe.identitygraph.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.Raw;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormaliserTest {

  @ParameterizedTest
  @CsvSource({
    "' Ann.Smith+shop@Web.DE ', ann.smith@web.de",
    "Ann Smith <ann@web.de>, ann@web.de",
    "jörg@bücher.de, jörg@xn--bcher-kva.de"
  })
  void emailsComeOutInOneForm(String raw, String expected) {
    assertThat(Raw.raw().email(raw).attributes().emails()).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"info@shop.de", "noreply@x.org", "test@test.com", "a@b", "@web.de"})
  void mailboxesOfNobodyAreRefusedWithAReason(String raw) {
    var read = Raw.NORMALISER.normalise(Raw.raw().email(raw).values(), null);
    assertThat(read.attributes().emails()).isEmpty();
    assertThat(read.problems()).extracting(FieldProblem::field).containsExactly("email");
    assertThat(read.problems().getFirst().reason()).doesNotContain(raw);
  }

  @ParameterizedTest
  @CsvSource({"030 1234567, +49301234567", "+44 20 7946 0958, +442079460958"})
  void phonesAreReadInTheirRegion(String raw, String expected) {
    assertThat(Raw.raw().phone(raw).attributes().phones()).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000000000", "1234567890", "030 0000000", "n/a", "abc", "1"})
  void phonesOfNobodyAreLeftOut(String raw) {
    assertThat(Raw.raw().phone(raw).attributes().phones()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1980-05-01, 19800501",
    "19800501, 19800501",
    "1.5.1980, 19800501",
    "13/05/80, 19800513",
    "05/13/1980, 19800513",
    "1 May 1980, 19800501",
    "'May 1, 1980', 19800501",
    "01-May-80, 19800501"
  })
  void datesAreReadInManyForms(String raw, String expected) {
    var date = Raw.raw().born(raw).attributes().birthDate();
    assertThat(date == null ? "" : date.digits()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1900-01-01", "1980-02-30", "2980-01-01", "0000-00-00", "soon", "n/a"})
  void impossibleDatesAreLeftOut(String raw) {
    assertThat(Raw.raw().born(raw).attributes().birthDate()).isNull();
  }

  @Test
  void namesAreFoldedAndTitlesDropped() {
    var name = Raw.raw().name("Dr. Zoë-Ann", "O’Connor Jr").attributes().name();
    assertThat(name.given()).containsExactly("zoe", "ann");
    assertThat(name.family()).containsExactly("oconnor");
    assertThat(name.generation()).isEqualTo("jr");
  }

  @Test
  void aCommaTurnsTheNameRound() {
    assertThat(Raw.raw().full("Müller, Anna Maria").attributes().name().given())
        .containsExactly("anna", "maria");
    assertThat(Raw.raw().full("Anna Müller").attributes().name().family())
        .containsExactly("muller");
  }

  @ParameterizedTest
  @ValueSource(strings = {"N/A", "unknown", "TEST", "  ", "-", "😀😀", "null", "\u202e", "123"})
  void namesOfNobodyAreUnknown(String raw) {
    assertThat(Raw.raw().name(raw, raw).full(raw).attributes().name().known()).isFalse();
  }

  @Test
  void noValueHoweverStrangeBreaksIt() {
    var seed = 20261122L;
    var random = new SplittableRandom(seed);
    for (var i = 0; i < 3000; i++) {
      var junk = junk(random);
      var raw = Raw.raw().name(junk, junk(random)).full(junk).born(junk).gender(junk).email(junk);
      raw.phone(junk).loyalty(junk).address(junk, junk, junk);
      assertThat(Raw.NORMALISER.normalise(raw.values(), junk).problems())
          .as("seed %d round %d", seed, i)
          .allSatisfy(problem -> assertThat(problem.reason().length()).isLessThan(80));
    }
  }

  @Test
  void overlongValuesAreRefusedNotCut() {
    var huge = "a".repeat(5000);
    var raw = Raw.raw().name(huge, huge).email(huge + "@web.de").phone(huge).loyalty(huge);
    var read = Raw.NORMALISER.normalise(raw.born(huge).values(), "DE");
    assertThat(read.attributes()).isEqualTo(Attributes.NONE);
    assertThat(read.problems()).hasSize(6);
  }

  private static String junk(SplittableRandom random) {
    var pieces =
        List.of(
            "😀", "\u202e", "\u0000", "ß", "'; drop", "@", "+", "..", "9", "أحمد", "\ud800", " ",
            ",", "<", "-", "%", "İ", "a", "1980", "/");
    var text = new StringBuilder();
    for (var n = random.nextInt(12); n > 0; n--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }
}
