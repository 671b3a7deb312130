package dev.lethe.bench.identity.data;

import dev.lethe.bench.identity.data.Table.Row;
import dev.lethe.identitygraph.normalise.RawAttributes;
import dev.lethe.identitygraph.normalise.RawAttributes.RawAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which values of a row are which attributes of the profile. */
record ProfileForm(
    @Nullable Value givenName,
    @Nullable Value middleName,
    @Nullable Value familyName,
    @Nullable Value fullName,
    List<Value> email,
    List<Value> phone,
    @Nullable Value birthDate,
    @Nullable Value gender,
    List<AddressForm> address,
    List<Value> loyaltyId,
    List<Value> deviceId,
    List<Value> cookieId,
    List<Value> nationalId,
    @Nullable Value occupation,
    @Nullable Value birthPlace) {

  /** The parts of one address. */
  record AddressForm(
      @Nullable Value street,
      @Nullable Value houseNumber,
      @Nullable Value unit,
      @Nullable Value city,
      @Nullable Value region,
      @Nullable Value postcode,
      @Nullable Value country) {

    RawAddress read(Row row) {
      return new RawAddress(
          one(street, row),
          one(houseNumber, row),
          one(unit, row),
          one(city, row),
          one(region, row),
          one(postcode, row),
          one(country, row));
    }

    Stream<Value> values() {
      return present(street, houseNumber, unit, city, region, postcode, country);
    }
  }

  ProfileForm {
    email = orEmpty(email);
    phone = orEmpty(phone);
    address = orEmpty(address);
    loyaltyId = orEmpty(loyaltyId);
    deviceId = orEmpty(deviceId);
    cookieId = orEmpty(cookieId);
    nationalId = orEmpty(nationalId);
  }

  RawAttributes read(Row row) {
    return new RawAttributes(
        one(givenName, row),
        one(middleName, row),
        one(familyName, row),
        one(fullName, row),
        many(email, row),
        many(phone, row),
        one(birthDate, row),
        one(gender, row),
        address.stream().map(form -> form.read(row)).toList(),
        many(loyaltyId, row),
        many(deviceId, row),
        many(cookieId, row),
        many(nationalId, row),
        one(occupation, row),
        one(birthPlace, row));
  }

  /** Every value that the form asks of a row. */
  Stream<Value> values() {
    return Stream.of(
            present(givenName, middleName, familyName, fullName, birthDate, gender),
            present(occupation, birthPlace),
            Stream.of(email, phone, loyaltyId, deviceId, cookieId, nationalId)
                .flatMap(List::stream),
            address.stream().flatMap(AddressForm::values))
        .flatMap(values -> values);
  }

  private static @Nullable String one(@Nullable Value value, Row row) {
    return value == null ? null : value.read(row);
  }

  private static List<String> many(List<Value> values, Row row) {
    return values.stream().map(value -> value.read(row)).filter(Objects::nonNull).toList();
  }

  private static Stream<Value> present(@Nullable Value... values) {
    return Stream.of(values).filter(Objects::nonNull);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
