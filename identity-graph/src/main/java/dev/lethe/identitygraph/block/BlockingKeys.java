package dev.lethe.identitygraph.block;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.score.Postcodes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Derives the blocking keys of a profile: a union, so that any one shared key suffices. Pure; never
 * throws.
 */
public final class BlockingKeys {

  private static final int MOST_WORDS = 5;
  private static final int MOST_PLACES = 4;
  private static final int LONG_WORD = 6;
  private static final char APART = '|';

  private final Attributes profile;
  private final List<String> words;
  private final Set<String> places = new LinkedHashSet<>();
  private final Set<BlockingKey> keys = new LinkedHashSet<>();

  private BlockingKeys(Attributes profile) {
    this.profile = profile;
    this.words =
        profile.name().tokens().stream()
            .filter(word -> word.length() > 1)
            .limit(MOST_WORDS)
            .toList();
    if (profile.birthPlace() != null) {
      places.add(profile.birthPlace());
    }
    profile.addresses().stream()
        .map(address -> address.city() == null ? "" : address.city())
        .filter(city -> !city.isEmpty() && places.size() < MOST_PLACES)
        .forEach(places::add);
  }

  /** Every key of the profile, each once. */
  public static Set<BlockingKey> of(Attributes profile) {
    var derived = new BlockingKeys(profile);
    derived.identifiers();
    derived.names();
    derived.dates();
    derived.addresses();
    return derived.keys;
  }

  /** Only the keys that are identifiers. */
  public static Set<BlockingKey> identifiers(Attributes profile) {
    var derived = new BlockingKeys(profile);
    derived.identifiers();
    derived.keys.removeIf(key -> IdentifierCap.of(key.rule()).isEmpty());
    return derived.keys;
  }

  /** The key under which all profiles of this name and birth date lie. */
  public static BlockingKey nameAndBirthDate(Attributes profile) {
    var name = String.join(" ", new TreeSet<>(profile.name().tokens()));
    var date = profile.birthDate() == null ? "" : profile.birthDate().digits();
    return new BlockingKey(BlockingRule.NAME_BIRTH_DATE, name + APART + date);
  }

  private void identifiers() {
    profile
        .emails()
        .forEach(email -> {
          add(BlockingRule.EMAIL, email);
          var local = email.substring(0, email.indexOf('@'));
          if (local.length() >= LONG_WORD) {
            add(BlockingRule.EMAIL_LOCAL, local);
          }
        });
    profile
        .phones()
        .forEach(phone -> {
          add(BlockingRule.PHONE, phone);
          add(BlockingRule.PHONE_LOCAL, phone.substring(Math.max(0, phone.length() - 7)));
        });
    profile.loyaltyIds().forEach(id -> add(BlockingRule.LOYALTY_ID, id));
    profile.deviceIds().forEach(id -> add(BlockingRule.DEVICE_ID, id));
    profile.cookieIds().forEach(id -> add(BlockingRule.COOKIE_ID, id));
    profile.nationalIds().forEach(id -> add(BlockingRule.NATIONAL_ID, id));
  }

  private void names() {
    if (!profile.name().known()) {
      return;
    }
    add(BlockingRule.NAME, String.join(" ", new TreeSet<>(profile.name().tokens())));
    for (var i = 0; i < words.size(); i++) {
      var word = words.get(i);
      add(BlockingRule.RARE_WORD, word);
      halves(word);
      places.forEach(place -> add(BlockingRule.WORD_PLACE, word + APART + place));
      places.forEach(place -> sound(BlockingRule.SOUND_PLACE, word, place));
      for (var j = i + 1; j < words.size(); j++) {
        add(BlockingRule.WORD_PAIR, ordered(word, words.get(j)));
      }
    }
    prefixes();
  }

  /** One wrong letter leaves the beginning or the end of a long word as it was. */
  private void halves(String word) {
    if (word.length() >= LONG_WORD) {
      var half = Math.max(4, (word.length() + 1) / 2);
      add(BlockingRule.WORD_HEAD, word.substring(0, half));
      add(BlockingRule.WORD_TAIL, word.substring(word.length() - half));
    }
  }

  private void prefixes() {
    var given = profile.name().given();
    var family = profile.name().family();
    if (!given.isEmpty() && !family.isEmpty() && family.getLast().length() > 1) {
      add(BlockingRule.PREFIXES, head(given.getFirst()) + APART + head(family.getLast()));
    }
  }

  private void dates() {
    var date = profile.birthDate();
    if (date == null) {
      return;
    }
    var digits = date.digits();
    var year = digits.substring(0, 4);
    if (!date.yearOnly()) {
      add(BlockingRule.BIRTH_DATE, digits);
      places.forEach(place -> add(BlockingRule.PLACE_DAY, place + APART + digits.substring(4)));
    }
    if (profile.name().known()) {
      keys.add(nameAndBirthDate(profile));
    }
    places.forEach(place -> add(BlockingRule.BIRTH_DATE_PLACE, digits + APART + place));
    words.forEach(word -> {
      add(BlockingRule.BIRTH_DATE_WORD, digits + APART + word);
      add(BlockingRule.WORD_YEAR, word + APART + year);
    });
    if (!profile.name().family().isEmpty()) {
      sound(BlockingRule.SOUND_YEAR, profile.name().family().getLast(), year);
    }
  }

  private void addresses() {
    for (var address : profile.addresses().stream().limit(MOST_PLACES).toList()) {
      if (address.postcode() != null) {
        add(BlockingRule.POSTCODE, address.postcode());
        var district = Postcodes.district(address.postcode());
        words.forEach(word -> add(BlockingRule.WORD_DISTRICT, word + APART + district));
      }
      if (address.houseNumber() != null && !address.street().isEmpty()) {
        add(BlockingRule.STREET, address.houseNumber() + APART + longest(address.street()));
      }
    }
  }

  private void sound(BlockingRule rule, String word, String beside) {
    var sound = Soundex.of(word);
    if (!sound.isEmpty()) {
      add(rule, sound + APART + beside);
    }
  }

  private void add(BlockingRule rule, String value) {
    keys.add(new BlockingKey(rule, value));
  }

  private static String ordered(String a, String b) {
    return a.compareTo(b) <= 0 ? a + APART + b : b + APART + a;
  }

  private static String head(String word) {
    return word.substring(0, Math.min(3, word.length()));
  }

  private static String longest(List<String> street) {
    return new ArrayList<>(street).stream().reduce("", (a, b) -> b.length() > a.length() ? b : a);
  }
}
