package dev.lethe.identitygraph.explain;

import dev.lethe.identitygraph.Address;
import dev.lethe.identitygraph.BirthDate;
import dev.lethe.identitygraph.PersonName;

/** Shows enough of a value to recognise it and too little to use it. */
public final class Masking {

  private static final String HIDDEN = "•••";
  private static final int TAIL = 2;

  private Masking() {}

  /** First letter and provider: {@code a•••@web.de}. */
  public static String email(String email) {
    var at = email.lastIndexOf('@');
    return at < 1 ? HIDDEN : head(email) + HIDDEN + email.substring(at);
  }

  /** Country code and the last two digits. */
  public static String phone(String phone) {
    return phone.length() < 6 ? HIDDEN : phone.substring(0, 3) + HIDDEN + tail(phone);
  }

  /** The last two characters; the type in front of a colon stays. */
  public static String id(String id) {
    var colon = id.indexOf(':') + 1;
    return id.length() - colon < 5
        ? id.substring(0, colon) + HIDDEN
        : id.substring(0, colon) + HIDDEN + tail(id);
  }

  /** The year. */
  public static String date(BirthDate date) {
    return "%04d-••-••".formatted(date.year());
  }

  /** Initials of each word. */
  public static String name(PersonName name) {
    return String.join(" ", name.tokens().stream().map(Masking::word).toList());
  }

  /** Town, and the first characters of the postcode. */
  public static String address(Address address) {
    var postcode = address.postcode() == null ? "" : address.postcode();
    var city = address.city() == null ? "" : address.city();
    var street = address.street().isEmpty() ? "" : word(address.street().getLast()) + " ";
    return (street + postcode.substring(0, Math.min(2, postcode.length())) + HIDDEN + " " + city)
        .strip();
  }

  /** The first letter. */
  public static String word(String word) {
    return word.isEmpty() ? "" : head(word) + HIDDEN;
  }

  private static String head(String text) {
    return text.substring(0, text.offsetByCodePoints(0, 1));
  }

  private static String tail(String text) {
    return text.substring(text.length() - TAIL);
  }
}
