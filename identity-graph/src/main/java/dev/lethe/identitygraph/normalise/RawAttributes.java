package dev.lethe.identitygraph.normalise;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values exactly as a source sent them. Nothing is trusted here. */
public record RawAttributes(
    @Nullable String givenName,
    @Nullable String middleName,
    @Nullable String familyName,
    @Nullable String fullName,
    List<String> emails,
    List<String> phones,
    @Nullable String birthDate,
    @Nullable String gender,
    List<RawAddress> addresses,
    List<String> loyaltyIds,
    List<String> deviceIds,
    List<String> cookieIds,
    List<String> nationalIds,
    @Nullable String occupation,
    @Nullable String birthPlace) {

  /** An address exactly as a source sent it. */
  public record RawAddress(
      @Nullable String street,
      @Nullable String houseNumber,
      @Nullable String unit,
      @Nullable String city,
      @Nullable String region,
      @Nullable String postcode,
      @Nullable String country) {

    @Override
    public String toString() {
      return "RawAddress[…]";
    }
  }

  @Override
  public String toString() {
    return "RawAttributes[…]";
  }
}
