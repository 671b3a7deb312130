package dev.lethe.identitygraph.score;

import dev.lethe.identitygraph.Address;
import dev.lethe.identitygraph.Attributes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One profile made ready to be compared many times: every rarity looked up once. Immutable. */
public final class Prepared {

  /** The kinds of identifiers, in the order in which a profile holds them. */
  static final List<FrequencyKind> IDENTIFIERS =
      List.of(
          FrequencyKind.EMAIL,
          FrequencyKind.PHONE,
          FrequencyKind.LOYALTY_ID,
          FrequencyKind.DEVICE_ID,
          FrequencyKind.COOKIE_ID,
          FrequencyKind.NATIONAL_ID);

  private static final Place[] NO_PLACES = {};
  private static final Identifier[] NO_IDENTIFIERS = {};

  final Word[] words;
  final Word[] given;
  final Word[] family;
  final int scripts;
  final @Nullable String generation;
  final Word date;
  final int digits;
  final Place[] addresses;
  final Word birthPlace;
  final Identifier[][] identifiers;
  final Word gender;
  final Word occupation;

  final int known;

  private final int knownAtHome;

  /** An address with the rarity of its parts. */
  record Place(
      Word postcode, Word district, Word city, Word[] street, @Nullable String houseNumber) {

    boolean sameHouse(Place other) {
      return houseNumber != null && houseNumber.equals(other.houseNumber);
    }
  }

  /**
   * An identifier and the factor it loses because many hold it. A prefix up to a colon is its type.
   */
  record Identifier(Word word, String type, float factor, int letters, int length) {

    /** {@code letters} and {@code length} are those before the {@code @}, where there is one. */
    Identifier(Word word, String type, float factor) {
      var end = word.text.indexOf('@') < 0 ? word.text.length() : word.text.indexOf('@');
      this(word, type, factor, Letters.of(word.text, end), end);
    }

    /** Whether what is before the {@code @} is more than one edit apart and not alike at all. */
    boolean apart(Identifier other) {
      return Letters.beyond(1, letters, other.letters)
          && Letters.unlike(letters, length, other.letters, other.length);
    }

    boolean sameType(Identifier other) {
      return type.equals(other.type);
    }

    String text() {
      return word.text;
    }
  }

  Prepared(Attributes profile, Vocabulary vocabulary) {
    words = vocabulary.words(FrequencyKind.NAME_TOKEN, profile.name().tokens());
    given = vocabulary.words(FrequencyKind.NAME_TOKEN, profile.name().given());
    family = vocabulary.words(FrequencyKind.NAME_TOKEN, profile.name().family());
    scripts = scripts(words);
    generation = profile.name().generation();
    var born = profile.birthDate() == null ? null : profile.birthDate().digits();
    date = vocabulary.word(FrequencyKind.BIRTH_DATE, born);
    // As hexadecimal each decimal digit has its own four bits.
    digits = born == null ? 0 : Integer.parseInt(born, 16);
    addresses = addresses(profile.addresses(), vocabulary);
    birthPlace = vocabulary.word(FrequencyKind.PLACE, profile.birthPlace());
    identifiers =
        new Identifier[][] {
          identifiers(profile.emails(), FrequencyKind.EMAIL, vocabulary),
          identifiers(profile.phones(), FrequencyKind.PHONE, vocabulary),
          identifiers(profile.loyaltyIds(), FrequencyKind.LOYALTY_ID, vocabulary),
          identifiers(profile.deviceIds(), FrequencyKind.DEVICE_ID, vocabulary),
          identifiers(profile.cookieIds(), FrequencyKind.COOKIE_ID, vocabulary),
          identifiers(profile.nationalIds(), FrequencyKind.NATIONAL_ID, vocabulary)
        };
    gender = vocabulary.gender(profile.gender());
    occupation = vocabulary.word(FrequencyKind.OCCUPATION, profile.occupation());
    known = ComparedFields.known(this);
    knownAtHome = ComparedFields.knownAtHome(this);
  }

  /**
   * The fields of which the profile has something to compare, as bits by place: against strangers,
   * then against members of one household.
   */
  public int known() {
    return known | knownAtHome << ComparedFields.COUNT;
  }

  private static Place[] addresses(List<Address> addresses, Vocabulary vocabulary) {
    return addresses.isEmpty()
        ? NO_PLACES
        : addresses.stream().map(address -> place(address, vocabulary)).toArray(Place[]::new);
  }

  private static Place place(Address address, Vocabulary vocabulary) {
    var postcode = address.postcode();
    return new Place(
        vocabulary.word(FrequencyKind.POSTCODE, postcode),
        vocabulary.word(
            FrequencyKind.POSTCODE_AREA, postcode == null ? null : Postcodes.district(postcode)),
        vocabulary.word(FrequencyKind.PLACE, address.city()),
        vocabulary.words(FrequencyKind.STREET_WORD, address.street()),
        address.houseNumber());
  }

  private static Identifier[] identifiers(
      List<String> values, FrequencyKind kind, Vocabulary vocabulary) {
    return values.isEmpty()
        ? NO_IDENTIFIERS
        : values.stream()
            .map(value -> identifier(value, kind, vocabulary))
            .filter(Objects::nonNull)
            .toArray(Identifier[]::new);
  }

  private static @Nullable Identifier identifier(
      String value, FrequencyKind kind, Vocabulary vocabulary) {
    var crowding = vocabulary.rarity().crowding(kind, value);
    return crowding == Double.POSITIVE_INFINITY
        ? null
        : new Identifier(vocabulary.word(kind, value), type(value), (float) Math.pow(2, -crowding));
  }

  private static String type(String value) {
    var colon = value.indexOf(':');
    return colon < 0 ? "" : value.substring(0, colon + 1).intern();
  }

  private static int scripts(Word[] words) {
    var scripts = 0;
    for (var word : words) {
      scripts |= 1 << (Character.UnicodeScript.of(word.text.codePointAt(0)).ordinal() & 31);
    }
    return scripts;
  }
}
