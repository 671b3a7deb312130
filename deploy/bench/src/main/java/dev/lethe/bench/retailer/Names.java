package dev.lethe.bench.retailer;

import java.util.List;
import java.util.random.RandomGenerator;

/** Made-up names, streets and towns; family names are composed, so that there are thousands. */
final class Names {
  /** Given name, nickname, gender. */
  record Given(String name, String nickname, String gender) {}

  /** Town, state, first digits of its postcodes, an area code. */
  record Town(String name, String state, String zip, int areaCode) {}

  private static final List<String> GIVEN =
      List.of(
          "Robert Bob male",
          "William Bill male",
          "Elizabeth Liz female",
          "Katherine Kate female",
          "Margaret Peggy female",
          "Michael Mike male",
          "James Jim male",
          "Thomas Tom male",
          "Susan Sue female",
          "Patricia Pat female",
          "Jennifer Jen female",
          "Christopher Chris male",
          "Daniel Dan male",
          "Matthew Matt male",
          "Anthony Tony male",
          "Deborah Debbie female",
          "Steven Steve male",
          "Edward Ed male",
          "Rebecca Becky female",
          "Victoria Vicky female",
          "Samuel Sam male",
          "Benjamin Ben male",
          "Alexander Alex male",
          "Nicholas Nick male",
          "Jonathan Jon male",
          "Abigail Abby female",
          "Theodore Ted male",
          "Frederick Fred male",
          "Priya Priya female",
          "Ravi Ravi male",
          "Mei Mei female",
          "Wei Wei male",
          "Fatima Fatima female",
          "Omar Omar male",
          "Ingrid Ingrid female",
          "Lars Lars male",
          "Chiara Chiara female",
          "Marco Marco male",
          "Sofia Sofia female",
          "Diego Diego male",
          "Aisha Aisha female",
          "Kofi Kofi male",
          "Yuki Yuki female",
          "Hiro Hiro male",
          "Olga Olya female",
          "Ivan Vanya male",
          "Zoe Zoe female",
          "Noah Noah male",
          "Ava Ava female",
          "Liam Liam male",
          "Mia Mia female",
          "Ethan Ethan male",
          "Chloe Chloe female",
          "Lucas Luke male",
          "Grace Grace female",
          "Owen Owen male",
          "Hannah Hannah female",
          "Caleb Cal male",
          "Nora Nora female",
          "Felix Felix male",
          "Beatrice Bea female",
          "Charlotte Lottie female",
          "Dorothy Dot female",
          "Eleanor Nell female",
          "Gabriel Gabe male",
          "Harold Harry male",
          "Isabella Bella female",
          "Jacqueline Jackie female",
          "Kenneth Ken male",
          "Lawrence Larry male",
          "Madeleine Maddie female",
          "Nathaniel Nate male",
          "Penelope Penny female",
          "Raymond Ray male",
          "Stephanie Steph female",
          "Timothy Tim male",
          "Vincent Vince male",
          "Walter Walt male",
          "Yvonne Yvonne female",
          "Zachary Zach male",
          "Adriana Adriana female",
          "Bruno Bruno male",
          "Camille Camille female",
          "Dmitri Dima male",
          "Esther Essie female",
          "Farid Farid male",
          "Gloria Gloria female",
          "Hugo Hugo male",
          "Imani Imani female",
          "Jorge Jorge male",
          "Keiko Keiko female",
          "Leila Leila female",
          "Mateo Mateo male",
          "Nadia Nadia female",
          "Oscar Ozzie male",
          "Paloma Paloma female",
          "Quentin Quentin male",
          "Rosa Rosa female",
          "Stefan Stefan male",
          "Tamara Tammy female",
          "Ulrich Uli male",
          "Vera Vera female",
          "Wanda Wanda female",
          "Xavier Xavi male");
  private static final List<String> HEADS =
      List.of(
          "Ash", "Black", "Brad", "Carl", "Cold", "Dun", "East", "Fair", "Glen", "Hart", "Holm",
          "Kings", "Lang", "Mar", "North", "Oak", "Pem", "Quin", "Red", "Stan", "Thorn", "Up",
          "Vern", "West", "Wood", "York", "Bel", "Cas", "Del", "Fen", "Alder", "Birch", "Crow",
          "Ever", "Gray", "Hawk", "Ives", "Jarr", "Lock", "Mont", "Nor", "Pres");
  private static final List<String> TAILS =
      List.of(
          "ford", "ley", "ton", "wood", "field", "well", "brook", "man", "son", "worth", "land",
          "stone", "ham", "bury", "by", "gate", "shaw", "ridge", "mere", "wick", "berg", "croft",
          "dale", "ingham", "er", "kin", "lock", "more");
  private static final List<String> STREETS =
      List.of(
          "Maple",
          "Cedar",
          "Elm",
          "Lake",
          "Hill",
          "Park",
          "River",
          "Sunset",
          "Chestnut",
          "Walnut",
          "Franklin",
          "Highland",
          "Mill",
          "Spring",
          "Church",
          "Orchard",
          "Meadow",
          "Prospect");
  private static final List<String> KINDS =
      List.of("Street", "Avenue", "Road", "Lane", "Drive", "Court");
  private static final List<Town> TOWNS =
      List.of(
          new Town("Sacramento", "CA", "958", 916), new Town("Fresno", "CA", "937", 559),
          new Town("San Jose", "CA", "951", 408), new Town("Portland", "OR", "972", 503),
          new Town("Denver", "CO", "802", 303), new Town("Austin", "TX", "787", 512),
          new Town("Columbus", "OH", "432", 614), new Town("Albany", "NY", "122", 518),
          new Town("Boston", "MA", "021", 617), new Town("Richmond", "VA", "232", 804),
          new Town("Tucson", "AZ", "857", 520), new Town("Omaha", "NE", "681", 402),
          new Town("Oakland", "CA", "946", 510), new Town("San Diego", "CA", "921", 619),
          new Town("Bakersfield", "CA", "933", 661), new Town("Seattle", "WA", "981", 206),
          new Town("Spokane", "WA", "992", 509), new Town("Boise", "ID", "837", 208),
          new Town("Reno", "NV", "895", 775), new Town("Salt Lake City", "UT", "841", 801),
          new Town("Santa Fe", "NM", "875", 505), new Town("Dallas", "TX", "752", 214),
          new Town("Houston", "TX", "770", 713), new Town("El Paso", "TX", "799", 915),
          new Town("Tulsa", "OK", "741", 918), new Town("Wichita", "KS", "672", 316),
          new Town("Des Moines", "IA", "503", 515), new Town("Madison", "WI", "537", 608),
          new Town("Duluth", "MN", "558", 218), new Town("Chicago", "IL", "606", 312),
          new Town("Detroit", "MI", "482", 313), new Town("Cleveland", "OH", "441", 216),
          new Town("Louisville", "KY", "402", 502), new Town("Memphis", "TN", "381", 901),
          new Town("Atlanta", "GA", "303", 404), new Town("Savannah", "GA", "314", 912),
          new Town("Miami", "FL", "331", 305), new Town("Tampa", "FL", "336", 813),
          new Town("Charlotte", "NC", "282", 704), new Town("Baltimore", "MD", "212", 410),
          new Town("Pittsburgh", "PA", "152", 412), new Town("Hartford", "CT", "061", 860),
          new Town("Burlington", "VT", "054", 802), new Town("Bangor", "ME", "044", 207));

  private final RandomGenerator random;

  Names(RandomGenerator random) {
    this.random = random;
  }

  Given given() {
    return read(of(GIVEN));
  }

  /** Every given name that is not composed. */
  static List<Given> known() {
    return GIVEN.stream().map(Names::read).toList();
  }

  private static Given read(String given) {
    String[] parts = given.split(" ");
    return new Given(parts[0], parts[1], parts[2]);
  }

  String family() {
    return of(HEADS) + of(TAILS);
  }

  Town town() {
    return of(TOWNS);
  }

  Person.Home home(Town town) {
    String unit = random.nextInt(4) == 0 ? "Apt " + (1 + random.nextInt(40)) : "";
    return new Person.Home(
        Integer.toString(1 + random.nextInt(2400)),
        of(STREETS) + " " + of(KINDS),
        unit,
        town.name(),
        town.state(),
        town.zip() + String.format("%02d", random.nextInt(100)));
  }

  <T> T of(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
