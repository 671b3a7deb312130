package dev.lethe.identitygraph.normalise;

import dev.lethe.identitygraph.Attributes;
import dev.lethe.identitygraph.normalise.Intake.Read;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a source sent into comparable values. Never throws on a value: what cannot be used is
 * left out, with a reason that does not repeat it. Thread-safe.
 */
public final class Normaliser {

  /** Changes whenever the same raw value may come out differently. */
  public static final int VERSION = 1;

  private static final Pattern NOT_ID = Pattern.compile("[^\\p{L}\\p{N}:]+");
  private static final Pattern ONE_CHARACTER = Pattern.compile("(.)\\1*");
  private static final int SHORTEST_ID = 4;
  private static final Set<String> REGIONS = Set.of(Locale.getISOCountries());

  private final Phones phones = new Phones();
  private final Dates dates;
  private final String homeRegion;

  /**
   * @param clock decides where two-digit years lie and which dates are yet to come
   * @param homeRegion ISO 3166 code for phones and dates of profiles that name no country
   */
  public Normaliser(InstantSource clock, String homeRegion) {
    this.dates = new Dates(clock.instant().atZone(ZoneOffset.UTC).getYear());
    this.homeRegion = homeRegion;
  }

  /** Reads every value; {@code country} is the profile's ISO 3166 code, if it has one. */
  public Normalised normalise(RawAttributes raw, @Nullable String country) {
    var intake = new Intake();
    var region = region(country);
    var attributes =
        new Attributes(
            Names.read(intake, raw.givenName(), raw.middleName(), raw.familyName(), raw.fullName()),
            intake.one("birth_date", raw.birthDate(), value -> dates.read(value, region)),
            intake.many("email", raw.emails(), Emails::read),
            intake.many("phone", raw.phones(), value -> phones.read(value, region)),
            Addresses.read(intake, raw.addresses()),
            intake.many("loyalty_id", raw.loyaltyIds(), Normaliser::id),
            intake.many("device_id", raw.deviceIds(), Normaliser::id),
            intake.many("cookie_id", raw.cookieIds(), Normaliser::id),
            intake.many("national_id", raw.nationalIds(), Normaliser::id),
            intake.one("gender", raw.gender(), Normaliser::gender),
            intake.one("occupation", raw.occupation(), Normaliser::words),
            intake.one("birth_place", raw.birthPlace(), Normaliser::words));
    return new Normalised(attributes, intake.problems());
  }

  /**
   * Folded words of a text on its own; absent where it stands for "nothing known" or is refused.
   */
  public static Optional<String> text(String raw) {
    return Optional.ofNullable(new Intake().one("", raw, Normaliser::words));
  }

  /** An email address on its own; absent where it points at no single person. */
  public static Optional<String> email(String raw) {
    return Optional.ofNullable(new Intake().one("", raw, Emails::read));
  }

  private String region(@Nullable String country) {
    var code = country == null ? homeRegion : country.strip().toUpperCase(Locale.ROOT);
    return REGIONS.contains(code) ? code : homeRegion;
  }

  private static Read<String> id(String raw) {
    var folded = NOT_ID.matcher(Text.clean(raw).toLowerCase(Locale.ROOT)).replaceAll("");
    if (Text.placeholder(folded)) {
      return Read.absent();
    }
    var value = folded.substring(folded.indexOf(':') + 1);
    if (value.length() < SHORTEST_ID || ONE_CHARACTER.matcher(value).matches()) {
      return Read.refused("too short or a placeholder");
    }
    return Read.of(folded);
  }

  private static Read<String> gender(String raw) {
    return switch (Text.fold(raw)) {
      case "m", "male", "man", "mann", "herr", "mannlich" -> Read.of("male");
      case "f", "female", "woman", "w", "frau", "weiblich" -> Read.of("female");
      default -> Read.absent();
    };
  }

  private static Read<String> words(String raw) {
    var folded = Text.fold(raw);
    return Text.placeholder(folded) ? Read.absent() : Read.of(folded);
  }
}
