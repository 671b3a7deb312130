package dev.lethe.bench.retailer;

import java.time.LocalDate;
import java.util.List;

/**
 * A person who does not exist.
 *
 * @param id the truth that resolution is scored against
 * @param twin whether another person shares family name, birth date and home
 */
record Person(
    int id,
    String givenName,
    String nickname,
    String familyName,
    String gender,
    LocalDate birthDate,
    Home home,
    Home earlierHome,
    String email,
    String phone,
    boolean twin) {

  /** Where people live together. */
  record Home(
      String houseNumber,
      String street,
      String unit,
      String city,
      String region,
      String postcode) {}

  /** Both names. */
  List<String> names() {
    return List.of(givenName, familyName);
  }
}
