package dev.lethe.identitygraph.score;

import dev.lethe.identitygraph.Attributes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** One value of a profile whose holders are counted. */
public record Feature(FrequencyKind kind, String value) {

  /** Every countable value of one profile, each once. */
  public static Set<Feature> of(Attributes profile) {
    var features = new LinkedHashSet<Feature>();
    each(profile, (kind, value) -> features.add(new Feature(kind, value)));
    return features;
  }

  /** Hands out every countable value of one profile, some more than once. */
  static void each(Attributes profile, BiConsumer<FrequencyKind, String> taker) {
    each(FrequencyKind.NAME_TOKEN, profile.name().tokens(), taker);
    if (profile.birthDate() != null) {
      taker.accept(FrequencyKind.BIRTH_DATE, profile.birthDate().digits());
    }
    each(FrequencyKind.EMAIL, profile.emails(), taker);
    profile.emails().forEach(email -> taker.accept(FrequencyKind.EMAIL_LOCAL, localPart(email)));
    each(FrequencyKind.PHONE, profile.phones(), taker);
    each(FrequencyKind.LOYALTY_ID, profile.loyaltyIds(), taker);
    each(FrequencyKind.DEVICE_ID, profile.deviceIds(), taker);
    each(FrequencyKind.COOKIE_ID, profile.cookieIds(), taker);
    each(FrequencyKind.NATIONAL_ID, profile.nationalIds(), taker);
    places(profile, taker);
    if (profile.occupation() != null) {
      taker.accept(FrequencyKind.OCCUPATION, profile.occupation());
    }
  }

  private static void places(Attributes profile, BiConsumer<FrequencyKind, String> taker) {
    for (var address : profile.addresses()) {
      if (address.postcode() != null) {
        taker.accept(FrequencyKind.POSTCODE, address.postcode());
        taker.accept(FrequencyKind.POSTCODE_AREA, Postcodes.district(address.postcode()));
      }
      if (address.city() != null) {
        taker.accept(FrequencyKind.PLACE, address.city());
      }
      each(FrequencyKind.STREET_WORD, address.street(), taker);
    }
    if (profile.birthPlace() != null) {
      taker.accept(FrequencyKind.PLACE, profile.birthPlace());
    }
  }

  private static void each(
      FrequencyKind kind, List<String> values, BiConsumer<FrequencyKind, String> taker) {
    values.forEach(value -> taker.accept(kind, value));
  }

  static String localPart(String email) {
    return email.substring(0, email.indexOf('@'));
  }

  @Override
  public String toString() {
    return kind + "[…]";
  }
}
