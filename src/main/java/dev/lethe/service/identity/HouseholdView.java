package dev.lethe.service.identity;

import java.util.List;

/**
 * Who shares an address or a phone with a customer and is somebody else. A household never widens
 * what is done with a customer.
 *
 * @param related strongest first
 */
public record HouseholdView(String customer, List<Related> related, boolean truncated) {

  /**
   * A customer of the same household.
   *
   * @param bits for housemates against strangers
   */
  public record Related(String customer, double bits, List<SharedValue> shared) {}

  /** A value of kind {@code phone} or {@code address} that both hold, masked. */
  public record SharedValue(String kind, String masked) {}
}
