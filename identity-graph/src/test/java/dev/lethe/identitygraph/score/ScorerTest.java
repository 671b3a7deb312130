package dev.lethe.identitygraph.score;

import static dev.lethe.identitygraph.Raw.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.Raw;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorerTest {

  private final Scorer scorer = new Scorer(Model.shipped(), Frequencies.none());

  private double weight(Raw a, Raw b) {
    return weight(a.attributes(), b.attributes());
  }

  private double weight(Attributes a, Attributes b) {
    return scorer.score(scorer.prepare(a), scorer.prepare(b)).weight();
  }

  @Test
  void thePersonWithTheSameEmailAndANicknameIsOne() {
    assertThat(
            weight(
                raw().name("William", "Hartnell").email("whart@web.de"),
                raw().name("Bill", "Hartnell").email("whart@web.de")))
        .isPositive();
  }

  @Test
  void spousesWhoShareAddressPhoneAndEmailAreTwo() {
    var address = new String[] {"Lindenweg 7", "50667", "Köln"};
    assertThat(
            weight(
                raw()
                    .name("Anna", "Kowalski")
                    .phone("0221 445566")
                    .email("kowalskis@web.de")
                    .born("1980-03-04")
                    .address(address[0], address[1], address[2]),
                raw()
                    .name("Peter", "Kowalski")
                    .phone("0221 445566")
                    .email("kowalskis@web.de")
                    .born("1978-11-20")
                    .address(address[0], address[1], address[2])))
        .isNegative();
  }

  @Test
  void twinsOfOneAddressAreTwo() {
    assertThat(
            weight(
                raw()
                    .name("Lena", "Brandt")
                    .born("1990-05-06")
                    .address("Lindenweg 7", "50667", "Köln"),
                raw()
                    .name("Karla", "Brandt")
                    .born("1990-05-06")
                    .address("Lindenweg 7", "50667", "Köln")))
        .isNegative();
  }

  @Test
  void aSecondInitialIsNotSomebodyElsesFirstName() {
    var karter = raw().name("Karter", "Lopez").email("lopezs@web.de").born("1990-05-06");
    var jakai = raw().name("Jakai K", "Lopez").email("lopezs@web.de").born("1990-05-06");
    assertThat(home(karter, jakai)).isEqualTo("given name differs");
    assertThat(weight(karter, jakai)).isNegative();
    assertThat(home(raw().name("K", "Lopez"), karter)).isEqualTo("given name loosely alike");
    assertThat(home(raw().name("Jakai Karter", "Lopez"), karter)).isEqualTo("given name equal");
  }

  @Test
  void shortAndMisspeltNamesAreNearerThanInitialsAndBeginnings() {
    assertThat(home(raw().name("William", "Hart"), raw().name("Bill", "Hart")))
        .isEqualTo("given name misspelt or short");
    assertThat(home(raw().name("Elisabeth", "Hart"), raw().name("Elizabeth", "Hart")))
        .isEqualTo("given name misspelt or short");
    assertThat(home(raw().name("Annalena", "Hart"), raw().name("Anna", "Hart")))
        .isEqualTo("given name loosely alike");
  }

  @Test
  void aGenerationOnOneSideMakesOneNameMeanLess() {
    assertThat(home(raw().name("David", "Dobbins Jr"), raw().name("David", "Dobbins")))
        .isEqualTo("given name equal, generation on one side");
    var city = new String[] {"City Rd 9", "23208", "Arlington"};
    var junior = raw().name("David", "Dobbins Jr").address(city[0], city[1], city[2]);
    var either = raw().name("David", "Dobbins").address(city[0], city[1], city[2]);
    var same = raw().name("David", "Dobbins").address(city[0], city[1], city[2]);
    assertThat(weight(junior, either)).isLessThan(weight(same, either));
  }

  @Test
  void aBirthDateThatIsClearlyAnotherSpeaksLouderThanOneOfTheSameYears() {
    var one = raw().name("John", "Dobbins").born("1990-03-15");
    assertThat(home(one, raw().name("John", "Dobbins").born("1961-10-28"), 1))
        .isEqualTo("clearly different");
    assertThat(home(one, raw().name("John", "Dobbins").born("1994-07-28"), 1))
        .isEqualTo("different");
    assertThat(weight(one, raw().name("John", "Dobbins").born("1961-10-28")))
        .isLessThan(weight(one, raw().name("John", "Dobbins").born("1994-07-28")));
  }

  @Test
  void cautionTakesBitsFromWhatSpeaksAgainstAHousemateOnly() {
    var score =
        scorer.score(
            scorer.prepare(raw().name("Anna", "Vogel").phone("030 7654321").attributes()),
            scorer.prepare(raw().name("Anna", "Vogel").phone("030 7654321").attributes()));
    assertThat(score.weight(0)).isEqualTo(score.weight());
    assertThat(score.weight(2)).isEqualTo(Bits.against(score.stranger(), score.household() - 2));
  }

  @Test
  void anAddressWithoutItsPartsStillCounts() {
    var one = raw().name("Susan", "Mooney").address("638 Downey St, Salem", "", "");
    var same = raw().name("Susan", "Moony").address("638 Downey St, Salem", "", "");
    var other = raw().name("Susan", "Moony").address("12 Linden Avenue, Ohio", "", "");
    assertThat(weight(one, same)).isPositive().isGreaterThan(weight(one, other) + 5);
  }

  private String home(Raw a, Raw b) {
    return home(a, b, 0);
  }

  private String home(Raw a, Raw b, int field) {
    var score = scorer.score(scorer.prepare(a.attributes()), scorer.prepare(b.attributes()));
    var level = score.evidence().get(field).householdLevel();
    return Model.shipped().fields().get(field).household().get(level).name();
  }

  @Test
  void fatherAndSonOfOneNameAreTwo() {
    assertThat(
            weight(
                raw().name("David", "Dobbins Jr").address("City Rd 9", "23208", "Arlington"),
                raw().name("David", "Dobbins Sr").address("City Rd 9", "23208", "Arlington")))
        .isNegative();
  }

  @Test
  void aMistypedBirthDateIsForgivenAnotherOneIsNot() {
    var one =
        raw()
            .name("Ottilie", "Grunwald")
            .born("1961-07-23")
            .address("Am Markt 3", "20095", "Hamburg");
    assertThat(
            weight(
                one,
                raw()
                    .name("Ottilie", "Grunwald")
                    .born("1961-07-28")
                    .address("Am Markt 3", "20095", "Hamburg")))
        .isPositive();
    assertThat(weight(one, raw().name("Ottilie", "Grunwald").born("1933-02-11"))).isNegative();
  }

  @Test
  void aCommonNameIsWeakerEvidenceThanARareOne() {
    var counted =
        CountedFrequencies.of(
            java.util.stream.IntStream.range(0, 5000)
                .mapToObj(
                    i -> raw().name("Anna", i % 10 == 0 ? "Muller" : "X" + letters(i)).attributes())
                .toList());
    var counting = new Scorer(Model.shipped(), counted);
    var common = counting.prepare(raw().name("Anna", "Muller").attributes());
    var rare = counting.prepare(raw().name("Anna", "X" + letters(7)).attributes());
    assertThat(counting.score(common, common).weight())
        .isLessThan(counting.score(rare, rare).weight() - 3);
  }

  @Test
  void aRareFirstNameAloneNeverLinks() {
    var counted =
        CountedFrequencies.of(
            java.util.stream.IntStream.range(0, 20_000)
                .mapToObj(i -> raw().name("Anna", "X" + letters(i)).attributes())
                .toList());
    var counting = new Scorer(Model.shipped(), counted);
    var one = counting.prepare(raw().full("Hedwig").email("hedwig.t@web.de").attributes());
    var other = counting.prepare(raw().full("Hedwig").loyalty("9900887766").attributes());
    assertThat(counting.score(one, other).weight()).isNegative();
  }

  @Test
  void aDeviceOfManyIsNoEvidence() {
    var counted =
        CountedFrequencies.of(
            java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> raw().loyalty("till-0001").attributes())
                .toList());
    var counting = new Scorer(Model.shipped(), counted);
    var shared = counting.prepare(raw().loyalty("till-0001").attributes());
    assertThat(counting.score(shared, shared).weight()).isNegative();
  }

  @Test
  void badInputNeverLinks() {
    for (var junk :
        List.of("", "N/A", "😀😀😀", "a".repeat(5000), "\u202e\u202d", "unknown", "test", "0000")) {
      var values =
          raw()
              .name(junk, junk)
              .full(junk)
              .born(junk)
              .email(junk, "info@shop.de")
              .phone(junk)
              .gender(junk)
              .loyalty(junk)
              .address(junk, junk, junk);
      assertThat(weight(values, values)).isNegative();
    }
    assertThat(weight(Attributes.NONE, Attributes.NONE)).isNegative();
  }

  @Test
  void scoringIsSymmetricAndTheTwoWaysAgree() {
    var a =
        scorer.prepare(
            raw().name("Jon", "Meier").born("1970-01-02").email("jm@web.de").attributes());
    var b =
        scorer.prepare(
            raw().name("John", "Meyer").born("1970-02-01").email("jm@gmx.de").attributes());
    assertThat(scorer.score(a, b).weight()).isEqualTo(scorer.score(b, a).weight());
    var ratios = new float[2 * ComparedFields.COUNT];
    scorer.weigh(a, b, scorer.findings(), ratios);
    var sum = scorer.prior();
    for (var f = 0; f < ComparedFields.COUNT; f++) {
      sum += ratios[f] < 0 ? 0 : Math.log(ratios[f]) / Math.log(2);
    }
    assertThat(sum)
        .isCloseTo(scorer.score(a, b).stranger(), org.assertj.core.api.Assertions.within(1e-4));
  }

  @Test
  void aModelOfOtherLevelsIsRefused() {
    var shipped = Model.shipped();
    var short_ = new Model("x", 1, 1, 100, shipped.fields().subList(0, 3), List.of(), null);
    assertThatIllegalArgumentException().isThrownBy(() -> new Scorer(short_, Frequencies.none()));
  }

  private static String letters(int number) {
    return Integer.toString(number, 26)
        .chars()
        .map(c -> Character.digit(c, 26) + 'a')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
