package dev.lethe.bench.retailer.crowd;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Composed names of people, towns and streets: thousands of given names, tens of thousands of
 * surnames, each as frequent as its rank says. None is taken from a list of real people.
 */
final class Lexicon {

  private static final List<String> ONSETS =
      words(
          "b br c ch cl cr d dr f fl fr g gl gr h j k kl kr l m n p pl pr qu r s sch sh sl sm sn sp"
              + " st str t th tr v w wh y z");
  private static final List<String> VOWELS = words("a e i o u ai ea ee ie oo ou ay");
  private static final List<String> MIDDLES =
      words("l ll m n nn nd r rr rt s ss st t tt v ck d dr g k ld lm ng nt");
  private static final List<String> GIVEN_ENDS =
      words("a e ie y an en in on a elle ia ine o us iah er is ette ard ey");
  private static final List<String> FAMILY_ENDS =
      words(
          "er man son ton ley ford field wood well ham by berg sen ski ov ez ini ard ett land ridge"
              + " worth more kin ster gate wick ing dale mere bury stone croft");
  private static final List<String> TOWN_ENDS =
      words("ville port burg field haven mouth stead bridge minster holm cester wick pool grove");
  private static final List<String> STREET_ENDS = words("ton er wood field hill view ville gate");
  private static final List<String> STREET_KINDS =
      words("Street Avenue Road Lane Drive Court Way Place Terrace Close");
  private static final int SPREAD = 104_729;
  private static final int GIVEN = 8_000;
  private static final int FAMILY = 120_000;
  private static final int TOWNS = 4_000;
  private static final int STREETS = 6_000;

  /** The most frequent of a million: about one in seventy for given names, one in 250 else. */
  private final Ranks given = new Ranks(GIVEN, 10);

  private final Ranks family = new Ranks(FAMILY, 30);
  private final Ranks towns = new Ranks(TOWNS, 20);
  private final Ranks streets = new Ranks(STREETS, 40);
  private final RandomGenerator random;

  Lexicon(RandomGenerator random) {
    this.random = random;
  }

  String given() {
    return name(given.next(random), GIVEN_ENDS);
  }

  String family() {
    return name(family.next(random), FAMILY_ENDS);
  }

  /** The rank of a town. */
  int town() {
    return towns.next(random);
  }

  /** The name of a town. */
  static String townName(int town) {
    return name(town, TOWN_ENDS);
  }

  /** One of a town's postcodes; larger towns have more. */
  String postcode(int town) {
    var postcodes = 1 + 2_000 / (town + 20);
    return "%05d".formatted(10_000 + (town * 101 + random.nextInt(postcodes)) % 89_999);
  }

  String street() {
    var street = streets.next(random);
    return name(street, STREET_ENDS) + " " + STREET_KINDS.get(street % STREET_KINDS.size());
  }

  /**
   * The name of a rank. Ranks are spread over all compositions by a factor that is prime to their
   * number, so that different ranks have different names and neighbours little in common.
   */
  private static String name(int rank, List<String> ends) {
    var compositions = ONSETS.size() * VOWELS.size() * MIDDLES.size() * ends.size();
    var left = (int) ((long) rank * SPREAD % compositions);
    var end = ends.get(left % ends.size());
    left /= ends.size();
    var onset = ONSETS.get(left % ONSETS.size());
    left /= ONSETS.size();
    var name = onset + VOWELS.get(left % VOWELS.size()) + MIDDLES.get(left / VOWELS.size()) + end;
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static List<String> words(String text) {
    return List.of(text.split(" "));
  }
}
