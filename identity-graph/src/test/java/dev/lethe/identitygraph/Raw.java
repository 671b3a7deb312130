package dev.lethe.identitygraph;

import dev.lethe.identitygraph.normalise.Normaliser;
import dev.lethe.identitygraph.normalise.RawAttributes;
import dev.lethe.identitygraph.normalise.RawAttributes.RawAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds raw values for tests, one field at a time. */
public final class Raw {

  public static final Normaliser NORMALISER =
      new Normaliser(() -> Instant.parse("2026-01-01T00:00:00Z"), "DE");

  private @Nullable String given;
  private @Nullable String family;
  private @Nullable String full;
  private @Nullable String born;
  private @Nullable String gender;
  private List<String> emails = List.of();
  private List<String> phones = List.of();
  private List<String> loyalty = List.of();
  private List<RawAddress> addresses = List.of();

  public static Raw raw() {
    return new Raw();
  }

  public Raw name(String given, String family) {
    this.given = given;
    this.family = family;
    return this;
  }

  public Raw full(String full) {
    this.full = full;
    return this;
  }

  public Raw born(String born) {
    this.born = born;
    return this;
  }

  public Raw gender(String gender) {
    this.gender = gender;
    return this;
  }

  public Raw email(String... emails) {
    this.emails = List.of(emails);
    return this;
  }

  public Raw phone(String... phones) {
    this.phones = List.of(phones);
    return this;
  }

  public Raw loyalty(String... ids) {
    this.loyalty = List.of(ids);
    return this;
  }

  public Raw address(String street, String postcode, String city) {
    this.addresses = List.of(new RawAddress(street, null, null, city, null, postcode, null));
    return this;
  }

  public RawAttributes values() {
    return new RawAttributes(
        given, null, family, full, emails, phones, born, gender, addresses, loyalty, List.of(),
        List.of(), List.of(), null, null);
  }

  public Attributes attributes() {
    return NORMALISER.normalise(values(), null).attributes();
  }
}
