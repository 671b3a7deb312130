package dev.lethe.identitygraph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A postal address, folded for comparison. Street words are abbreviated one way; the postcode has
 * no spaces.
 */
public record Address(
    List<String> street,
    @Nullable String houseNumber,
    @Nullable String unit,
    @Nullable String city,
    @Nullable String region,
    @Nullable String postcode,
    @Nullable String country) {

  public Address {
    street = List.copyOf(street);
  }

  /** Personal data never reaches a log by accident. */
  @Override
  public String toString() {
    return "Address[…]";
  }
}
