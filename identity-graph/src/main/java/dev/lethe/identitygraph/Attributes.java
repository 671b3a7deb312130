package dev.lethe.identitygraph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one profile says of its person, normalised and immutable. Absent and unusable values are
 * simply not here.
 */
public record Attributes(
    PersonName name,
    @Nullable BirthDate birthDate,
    List<String> emails,
    List<String> phones,
    List<Address> addresses,
    List<String> loyaltyIds,
    List<String> deviceIds,
    List<String> cookieIds,
    List<String> nationalIds,
    @Nullable String gender,
    @Nullable String occupation,
    @Nullable String birthPlace) {

  /** Nothing known: never links to anything. */
  public static final Attributes NONE =
      new Attributes(
          PersonName.UNKNOWN,
          null,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          null,
          null,
          null);

  public Attributes {
    emails = List.copyOf(emails);
    phones = List.copyOf(phones);
    addresses = List.copyOf(addresses);
    loyaltyIds = List.copyOf(loyaltyIds);
    deviceIds = List.copyOf(deviceIds);
    cookieIds = List.copyOf(cookieIds);
    nationalIds = List.copyOf(nationalIds);
  }

  /** Personal data never reaches a log by accident. */
  @Override
  public String toString() {
    return "Attributes[…]";
  }
}
