package dev.lethe.bench.identity.census;

import java.time.LocalDate;

/**
 * A simulated person as the census has it, without error.
 *
 * @param household empty in a college, a prison, a nursing home and the like
 */
record Resident(
    String id,
    String given,
    String initial,
    String family,
    LocalDate born,
    boolean female,
    int age,
    String household,
    Dwelling dwelling) {

  /** Where people live together. */
  record Dwelling(String number, String street, String unit, String city, String postcode) {}

  boolean adult() {
    return age >= 18;
  }

  @Override
  public String toString() {
    return "Resident[…]";
  }
}
