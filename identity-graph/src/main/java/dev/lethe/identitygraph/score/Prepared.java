package dev.lethe.identitygraph.score;

import dev.lethe.identitygraph.Address;
import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.BirthDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One profile made ready to be compared many times: every rarity looked up once. Immutable. */
public final class Prepared {

  private static final Word NO_WORD = new Word("", 0);

  final Word[] words;
  final Word[] given;
  final Word[] family;
  final int scripts;
  final @Nullable String generation;
  final @Nullable BirthDate date;
  final String digits;
  final double dateBits;
  final List<Place> addresses;
  final Word birthPlace;
  final List<Identifier> emails;
  final List<Identifier> phones;
  final List<Identifier> loyaltyIds;
  final List<Identifier> deviceIds;
  final List<Identifier> cookieIds;
  final List<Identifier> nationalIds;
  final Word gender;
  final Word occupation;

  /** An address with the rarity of its parts. */
  record Place(
      @Nullable String postcode,
      String district,
      double postcodeBits,
      double districtBits,
      Word city,
      Word[] street,
      @Nullable String houseNumber) {}

  /**
   * An identifier and the bits it loses because many hold it. A prefix up to a colon is its type.
   */
  record Identifier(String value, double crowding) {

    boolean sameType(Identifier other) {
      var colon = value.indexOf(':');
      return colon == other.value.indexOf(':')
          && (colon < 0 || value.regionMatches(0, other.value, 0, colon));
    }
  }

  Prepared(Attributes profile, Rarity rarity) {
    words = words(profile.name().tokens(), FrequencyKind.NAME_TOKEN, rarity);
    given = words(profile.name().given(), FrequencyKind.NAME_TOKEN, rarity);
    family = words(profile.name().family(), FrequencyKind.NAME_TOKEN, rarity);
    scripts = scripts(words);
    generation = profile.name().generation();
    date = profile.birthDate();
    digits = date == null ? "" : date.digits();
    dateBits = date == null ? 0 : rarity.bits(FrequencyKind.BIRTH_DATE, digits);
    addresses = profile.addresses().stream().map(address -> place(address, rarity)).toList();
    birthPlace = word(profile.birthPlace(), FrequencyKind.PLACE, rarity);
    emails = identifiers(profile.emails(), FrequencyKind.EMAIL, rarity);
    phones = identifiers(profile.phones(), FrequencyKind.PHONE, rarity);
    loyaltyIds = identifiers(profile.loyaltyIds(), FrequencyKind.LOYALTY_ID, rarity);
    deviceIds = identifiers(profile.deviceIds(), FrequencyKind.DEVICE_ID, rarity);
    cookieIds = identifiers(profile.cookieIds(), FrequencyKind.COOKIE_ID, rarity);
    nationalIds = identifiers(profile.nationalIds(), FrequencyKind.NATIONAL_ID, rarity);
    gender = profile.gender() == null ? NO_WORD : new Word(profile.gender(), 0);
    occupation = word(profile.occupation(), FrequencyKind.OCCUPATION, rarity);
  }

  private static Place place(Address address, Rarity rarity) {
    var postcode = address.postcode();
    var district = postcode == null ? "" : Postcodes.district(postcode);
    return new Place(
        postcode,
        district,
        postcode == null ? 0 : rarity.bits(FrequencyKind.POSTCODE, postcode),
        postcode == null ? 0 : rarity.bits(FrequencyKind.POSTCODE_AREA, district),
        word(address.city(), FrequencyKind.PLACE, rarity),
        words(address.street(), FrequencyKind.STREET_WORD, rarity),
        address.houseNumber());
  }

  private static Word word(@Nullable String text, FrequencyKind kind, Rarity rarity) {
    return text == null ? NO_WORD : new Word(text, rarity.bits(kind, text));
  }

  private static Word[] words(List<String> texts, FrequencyKind kind, Rarity rarity) {
    return texts.stream().map(text -> new Word(text, rarity.bits(kind, text))).toArray(Word[]::new);
  }

  private static List<Identifier> identifiers(
      List<String> values, FrequencyKind kind, Rarity rarity) {
    return values.stream()
        .map(value -> new Identifier(value, rarity.crowding(kind, value)))
        .filter(identifier -> identifier.crowding() < Double.POSITIVE_INFINITY)
        .toList();
  }

  private static int scripts(Word[] words) {
    var scripts = 0;
    for (var word : words) {
      scripts |= 1 << (Character.UnicodeScript.of(word.text().codePointAt(0)).ordinal() & 31);
    }
    return scripts;
  }
}
