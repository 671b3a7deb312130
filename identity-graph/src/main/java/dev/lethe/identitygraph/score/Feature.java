package dev.lethe.identitygraph.score;

import dev.lethe.identitygraph.Attributes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One value of a profile whose holders are counted. */
public record Feature(FrequencyKind kind, String value) {

  /** Every countable value of one profile, each once. */
  public static Set<Feature> of(Attributes profile) {
    var features = new LinkedHashSet<Feature>();
    addAll(features, FrequencyKind.NAME_TOKEN, profile.name().tokens());
    if (profile.birthDate() != null) {
      features.add(new Feature(FrequencyKind.BIRTH_DATE, profile.birthDate().digits()));
    }
    addAll(features, FrequencyKind.EMAIL, profile.emails());
    profile
        .emails()
        .forEach(email -> features.add(new Feature(FrequencyKind.EMAIL_LOCAL, localPart(email))));
    addAll(features, FrequencyKind.PHONE, profile.phones());
    addAll(features, FrequencyKind.LOYALTY_ID, profile.loyaltyIds());
    addAll(features, FrequencyKind.DEVICE_ID, profile.deviceIds());
    addAll(features, FrequencyKind.COOKIE_ID, profile.cookieIds());
    addAll(features, FrequencyKind.NATIONAL_ID, profile.nationalIds());
    addPlaces(features, profile);
    if (profile.occupation() != null) {
      features.add(new Feature(FrequencyKind.OCCUPATION, profile.occupation()));
    }
    return features;
  }

  private static void addPlaces(Set<Feature> features, Attributes profile) {
    for (var address : profile.addresses()) {
      if (address.postcode() != null) {
        features.add(new Feature(FrequencyKind.POSTCODE, address.postcode()));
        features.add(
            new Feature(FrequencyKind.POSTCODE_AREA, Postcodes.district(address.postcode())));
      }
      if (address.city() != null) {
        features.add(new Feature(FrequencyKind.PLACE, address.city()));
      }
      addAll(features, FrequencyKind.STREET_WORD, address.street());
    }
    if (profile.birthPlace() != null) {
      features.add(new Feature(FrequencyKind.PLACE, profile.birthPlace()));
    }
  }

  private static void addAll(Set<Feature> features, FrequencyKind kind, List<String> values) {
    values.forEach(value -> features.add(new Feature(kind, value)));
  }

  static String localPart(String email) {
    return email.substring(0, email.indexOf('@'));
  }

  @Override
  public String toString() {
    return kind + "[…]";
  }
}
